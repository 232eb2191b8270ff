import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { sql } from 'kysely'
import { startTestPart } from '../../support/part.ts'
import { waitFor } from '../../support/waitFor.ts'
import { testFile } from '../../support/workspace.ts'
import { readDelivery } from './support/deliver.ts'
import { addDelivery, addEndpoint, addOwner, type Desk, openDesk } from './support/desk.ts'
import { openReceiver, type Receiver } from './support/receiver.ts'

const FILE = 'api/src/worker.ts'
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

describe('the worker process', () => {
  let desk: Desk
  let receiver: Receiver
  let env: Record<string, string>

  before(async () => {
    desk = await openDesk()
    const deployments = testFile('deployments')
    mkdirSync(deployments)
    env = { ...desk.env('worker'), DEPLOYMENTS_DIR: deployments, LOG_LEVEL: 'trace' }
  })
  beforeEach(async () => {
    receiver = await openReceiver()
  })
  afterEach(() => receiver?.close())
  after(() => desk?.close())

  it('finishes the attempt under way when it is asked to stop, and leaves nothing behind', async () => {
    const worker = await startTestPart({
      name: 'worker',
      file: FILE,
      env,
      ready: 'line',
      stopTimeoutMs: 25_000,
    })
    const get = async (path: string) => (await fetch(`${worker.url}${path}`)).status
    expect(await get('/health')).to.equal(200)
    expect(await get('/ready')).to.equal(200)

    let finish: () => void = () => undefined
    receiver.answer = (_request, response) => {
      finish = () => response.writeHead(204).end()
    }
    const owner = await addOwner(desk)
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const key = await addDelivery(desk, owner, endpoint.id)
    await waitFor(() => receiver.received.length === 1, { describe: 'the attempt' })
    const stopped = worker.stop()
    await waitFor(async () => (await get('/ready')) === 503, { describe: 'the worker to be leaving' })
    const late = await addDelivery(desk, owner, endpoint.id)
    finish()
    await stopped

    expect(await worker.exited).to.deep.equal({ code: 0, signal: null })
    expect((await readDelivery(desk.ctx, key)).status).to.equal('delivered')
    expect((await readDelivery(desk.ctx, late)).status).to.equal('pending')
    expect(await count(sql`florin.worker_heartbeat`)).to.equal(0)
    expect(await count(sql`graphile_worker.jobs WHERE locked_at IS NOT NULL`)).to.equal(0)
    expect(worker.output()).to.not.include(endpoint.secret)
  })

  it('stops when the process that started it is gone', async () => {
    const child = spawn(process.execPath, [FILE], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, ...env, LIFELINE_FD: '3' },
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    })
    const exited = once(child, 'exit')
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    await waitFor(() => output.includes('"ready":true'), { describe: 'the worker', timeoutMs: 30_000 })
    const lifeline = child.stdio[3]
    if (!lifeline) throw new Error('there is no lifeline')
    lifeline.destroy()
    expect(await exited).to.deep.equal([0, null])
  })

  it('names every variable that is missing, and no value', async () => {
    const { GAS_SIGNER_KEYS: _gas, SECRETS_KEY: _secrets, ...rest } = env
    const child = spawn(process.execPath, [FILE], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, ...rest, OPERATOR_KEY: '0xsecret' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let output = ''
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    const [code] = await once(child, 'close')
    expect(code).to.equal(1)
    expect(output).to.include('GAS_SIGNER_KEYS').and.include('SECRETS_KEY').and.include('OPERATOR_KEY')
    expect(output).to.not.include('0xsecret')
  })

  async function count(from: ReturnType<typeof sql>): Promise<number> {
    const { rows } = await sql<{ count: bigint }>`SELECT count(*) AS count FROM ${from}`.execute(desk.db)
    return Number(rows[0]?.count ?? 0n)
  }
})
