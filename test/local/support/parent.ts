// Starts an anvil and a Postgres as `npm start` does, says where they are, and waits to be killed.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { startAnvil } from '../../../scripts/local/chain.ts'
import { startPostgres } from '../../../scripts/local/postgres.ts'

const [dir = ''] = process.argv.slice(2)
mkdirSync(dir, { recursive: true })
const chain = await startAnvil({ logFile: path.join(dir, 'anvil.log') })
const postgres = await startPostgres({ dir: path.join(dir, 'postgres'), durable: false })
process.stdout.write(`${JSON.stringify({ ready: true, url: chain.rpcUrl })}\n`)
process.stdout.write(`${JSON.stringify({ groups: [chain.part.pid, postgres.part.pid] })}\n`)
