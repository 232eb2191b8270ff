import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil } from '../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { type EscrowChain, openEscrowChain } from './support/escrowChain.ts'
import { startTestIndexer, type TestIndexer } from './support/indexer.ts'
import { chargeData } from './support/scenario.ts'

const KEY = 'a-host-key-of-more-than-32-characters'

describe('what the indexer serves to its host', () => {
  let database: TestDatabase
  let node: LocalChain
  let chain: EscrowChain
  let indexer: TestIndexer

  before(async () => {
    const deployments = testFile('deployments')
    ;[database, node] = await Promise.all([openTestDatabase(), startTestAnvil()])
    chain = await openEscrowChain(node, deployments)
    const env = { INDEXER_GRAPHQL_KEY: KEY }
    indexer = await startTestIndexer(database, { deployments, chains: [chain], env })
    await indexer.untilReady()
    const agreed = await chain.terms({ mode: 'charge' })
    await chain.send('payer', chain.escrow, chargeData(agreed))
  })
  after(async () => {
    await indexer?.stop()
    await node?.stop()
    await database?.close()
  })

  async function ask(query: string, headers: Record<string, string> = { authorization: `Bearer ${KEY}` }) {
    const answer = await fetch(`${indexer.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    })
    const body: unknown = await answer.json()
    return { status: answer.status, text: JSON.stringify(body) }
  }

  it('answers GraphQL to who holds the host’s key', async () => {
    const query = '{ payments(limit: 5) { items { amount status } } }'
    const { text } = await waitFor(
      async () => {
        const answer = await ask(query)
        return answer.text.includes('captured') ? answer : undefined
      },
      { describe: 'the payment in GraphQL' },
    )
    expect(text).to.equal('{"data":{"payments":{"items":[{"amount":"10000000","status":"captured"}]}}}')
  })

  for (const [who, headers] of [
    ['nobody', {}],
    ['another key', { authorization: `Bearer ${KEY}x` }],
    ['a merchant’s key', { authorization: 'Bearer fl_test_0123456789abcdef0123456789abcdef' }],
    ['the key without its scheme', { authorization: KEY }],
  ] as const)
    it(`refuses ${who}`, async () => {
      const { status, text } = await ask('{ payments { items { id } } }', headers)
      expect(status).to.equal(401)
      expect(text).to.include('authorization').and.not.include(KEY)
    })

  it('refuses the same on the server of Ponder itself, which others of this machine can reach', async () => {
    const [, pid] = /"ponder_pid":(\d+)/.exec(indexer.output()) ?? []
    const [port] = listeningPorts(Number(pid))
    const ask = (authorization: string) =>
      fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: '{"query":"{ payments { items { id } } }"}',
      })
    expect((await ask('')).status).to.equal(401)
    expect((await ask(`Bearer ${KEY}`)).status).to.equal(200)
  })

  it('can read only, and neither deep, long nor many things', async () => {
    const write = await ask('mutation { deletePayment(id: "0x") { id } }')
    expect(write.text).to.include('errors').and.not.include('"data":{')
    const manyAliases = Array.from({ length: 20 }, (_, i) => `a${i}: payments { items { id } }`).join(' ')
    expect((await ask(`{ ${manyAliases} }`)).text).to.include('Aliases limit')
    expect((await ask(`{ ${'payments { items { id } } '.repeat(400)} }`)).text).to.include('errors')
    expect((await ask('{ payments(limit: 5000) { items { id } } }')).text).to.include('Invalid limit')
    expect((await ask(`{ payments { items { id } } } #${'x'.repeat(70_000)}`)).status).to.equal(413)
  })

  it('answers a GET and an unknown path in words', async () => {
    const get = await fetch(`${indexer.url}/graphql`, { headers: { authorization: `Bearer ${KEY}` } })
    expect([get.status, await get.text()].join()).to.match(/^405.*POST/)
    expect((await fetch(`${indexer.url}/nothing`)).status).to.equal(404)
  })

  const readMetrics = async () => (await fetch(`${indexer.url}/metrics`)).text()

  it('tells lag, events and reorgs in Prometheus text', async () => {
    await chain.rpc('anvil_mine', [3])
    const isLevel = async () => /lag_blocks\{[^}]*\} 0$/m.test(await readMetrics())
    await waitFor(isLevel, { describe: 'the indexer at the head' })
    await chain.rpc('anvil_reorg', [1, []])
    await chain.rpc('anvil_mine', [2])
    const text = await waitFor(
      async () => {
        const metrics = await readMetrics()
        return /^florin_indexer_reorgs_total\{chain_id="31337"\} 1$/m.test(metrics) ? metrics : undefined
      },
      { describe: 'the reorg in the metrics' },
    )
    for (const line of [
      /^florin_indexer_ready\{build="\w+"\} [01]$/m,
      /^florin_indexer_live\{build="\w+"\} 1$/m,
      /^florin_indexer_lag_blocks\{chain_id="31337"\} \d+$/m,
      /^florin_indexer_lag_seconds\{chain_id="31337"\} \d+$/m,
      /^ponder_indexing_completed_events\{.*PaymentEscrow:Charged.*\} 1$/m,
    ])
      expect(text).to.match(line)
  })
})

/** As Linux tells it: the sockets of a process, and which of them listen. */
function listeningPorts(pid: number): number[] {
  const sockets = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
  return readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.includes(`socket:[${inode}]`))
    .map(([, local = '']) => Number.parseInt(local.split(':')[1] ?? '', 16))
}
