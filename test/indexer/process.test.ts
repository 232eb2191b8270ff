import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { encodeAuthorize, encodeVoid, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { expect } from 'chai'
import { Client } from 'pg'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil } from '../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { type EscrowChain, openEscrowChain } from './support/escrowChain.ts'
import { indexerEnvironment } from './support/indexer.ts'

type Started = {
  child: ChildProcess
  output: () => string
  exited: Promise<number | null>
  ponder: number
  schema: string
}

/** A start takes four seconds, and many times that on a machine that runs everything at once. */
const START_TIMEOUT_MS = 90_000

describe('the indexer’s process', () => {
  const deployments = testFile('deployments')
  const children: ChildProcess[] = []
  let database: TestDatabase
  let node: LocalChain
  let chain: EscrowChain

  before(async () => {
    ;[database, node] = await Promise.all([openTestDatabase(), startTestAnvil()])
    chain = await openEscrowChain(node, deployments)
  })
  after(async () => {
    // What a failed test left running; Ponder follows by its lifeline.
    for (const child of children) child.kill('SIGKILL')
    await node?.stop()
    await database?.close()
  })

  function spawnIndexer(build: string) {
    const env = { ...indexerEnvironment(database, { deployments, chains: [chain], build }), LIFELINE_FD: '3' }
    const child = spawn(process.execPath, ['indexer/main.ts'], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    children.push(child)
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += chunk
    })
    const exited = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null))
    return { child, output: () => text, exited }
  }

  async function start(build: string): Promise<Started> {
    const indexer = spawnIndexer(build)
    const begun = () => /"schema":"(\w+)".*"ponder_pid":(\d+)/.exec(indexer.output())
    const [, schema, pid] = await waitFor(begun, {
      describe: 'the indexer to start Ponder',
      timeoutMs: START_TIMEOUT_MS,
    })
    return { ...indexer, ponder: Number(pid), schema: schema ?? '' }
  }

  const untilLive = ({ output }: Started) =>
    waitFor(() => output().includes('"state":"live"'), { describe: 'the views', timeoutMs: START_TIMEOUT_MS })
  const untilGone = (pid: number) =>
    waitFor(() => !isAlive(pid), { describe: 'Ponder to be gone', timeoutMs: START_TIMEOUT_MS })

  async function isLocked(schema: string): Promise<unknown> {
    const client = new Client({ connectionString: database.urls.indexer })
    await client.connect()
    try {
      const found = await client.query(`select value->'is_locked' as locked from "${schema}"._ponder_meta`)
      return found.rows[0]?.locked
    } finally {
      await client.end()
    }
  }

  it('ends in good order when asked, and leaves its schema unlocked', async () => {
    const started = await start('orderly')
    await untilLive(started)
    started.child.kill('SIGTERM')
    expect(await started.exited).to.equal(0)
    expect(isAlive(started.ponder)).to.equal(false)
    expect(await isLocked(started.schema)).to.equal(0)
  })

  it('leaves a build to the process that writes it, and takes over when that ends', async () => {
    const first = await start('shared')
    await untilLive(first)
    const second = spawnIndexer('shared')
    const waits = () => second.output().includes('another indexer writes shared_')
    await waitFor(waits, { describe: 'the second to wait', timeoutMs: START_TIMEOUT_MS })
    expect(second.output()).to.not.include('ponder_pid')
    first.child.kill('SIGTERM')
    await first.exited
    await waitFor(() => second.output().includes('"state":"live"'), {
      describe: 'the second to take over',
      timeoutMs: START_TIMEOUT_MS,
    })
    second.child.kill('SIGTERM')
    expect(await second.exited).to.equal(0)
  })

  it('ends with an error when Ponder dies', async () => {
    const started = await start('widowed')
    process.kill(started.ponder, 'SIGKILL')
    expect(await started.exited).to.equal(1)
  })

  it('ends when the process that started it is gone', async () => {
    const started = await start('orphaned')
    started.child.stdio[3]?.destroy()
    await started.exited
    await untilGone(started.ponder)
  })

  it('does not leave Ponder behind when it is killed', async () => {
    const started = await start('killed')
    await waitFor(async () => (await isLocked(started.schema)) === 1, {
      describe: 'Ponder to hold its schema',
    })
    started.child.kill('SIGKILL')
    await untilGone(started.ponder)
    expect(await isLocked(started.schema), 'the next start need not wait').to.equal(0)
  })

  it('stops at an event that does not fit, and names it', async () => {
    const agreed = await chain.terms()
    const pull = { source: 'allowance', signature: '0x' } as const
    await chain.send('payer', chain.escrow, encodeAuthorize(agreed, pull))
    const voided = await chain.send('merchant', chain.escrow, encodeVoid(agreed, senderAuth))
    // A deployment file that begins too late hides the authorization from the indexer.
    startAt(Number(voided.blockNumber))
    const started = await start('lost')
    expect(await started.exited).to.be.greaterThan(0)
    const { transactionHash } = voided
    expect(started.output()).to.match(
      new RegExp(`Voided on chain 31337, .* transaction ${transactionHash}, log index \\d+`),
    )
  })

  function startAt(block: number) {
    const file = join(deployments, '31337.json')
    const deployment = JSON.parse(readFileSync(file, 'utf8'))
    deployment.contracts.PaymentEscrow.block = block
    writeFileSync(file, JSON.stringify(deployment))
  }
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
