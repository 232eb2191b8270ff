// `npm run reset`: forgets every sandbox of this clone, its databases, keys and logs included.
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { removePostgresHome } from './local/postgresHome.ts'
import { AlreadyRunningError, takeRunningLock } from './local/runningLock.ts'
import { florinDir } from './local/settings.ts'

const HELP =
  'Usage: npm run reset\nRemoves the data that npm start keeps in .florin: databases, keys, logs.\n'

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
if (values.help) {
  process.stdout.write(HELP)
  process.exit(0)
}

const dir = florinDir(process.env)
if (!existsSync(dir)) {
  process.stderr.write(`There is nothing to forget: ${dir} does not exist.\n`)
  process.exit(0)
}
try {
  takeRunningLock(dir)
} catch (error) {
  if (!(error instanceof AlreadyRunningError)) throw error
  process.stderr.write(`Florin runs in this clone: stop it first. ${error.message}\n`)
  process.exit(1)
}
removePostgresHome(path.join(dir, 'postgres'))
rmSync(dir, { recursive: true, force: true })
process.stderr.write(`Removed ${dir}.\n`)
