import { expect } from 'chai'
import type { Address } from 'viem'
import { CHECKPOINT_BLOCK } from '../../../indexer/sql.ts'
import type { AnvilOptions } from '../../../scripts/local/chain.ts'
import { startTestAnvil } from '../../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { waitFor } from '../../support/waitFor.ts'
import { testFile } from '../../support/workspace.ts'
import { type EscrowChain, openEscrowChain } from './escrowChain.ts'
import { checksums, openReader, startTestIndexer, VIEWS } from './indexer.ts'

export type IndexedChain = Awaited<ReturnType<typeof openIndexedChain>>

type Balance = Record<'available' | 'prepaid' | 'seq', string> & Record<'account' | 'token', Address>

/** Ponder pauses longer before each try of the same request, and waits for its own lock after a crash. */
const RECOVERY_TIMEOUT_MS = 60_000

const FACT_TABLES = ['payment_event', 'withdrawal', 'balance_event', 'subscription_charge', 'usage_charge']

type Options = {
  /** A database of this file's cluster when not given. It is closed with the rest. */
  database?: TestDatabase
  anvil?: Omit<AnvilOptions, 'logFile'>
  /** What the indexer asks instead of the node: one URL or several separated by commas. */
  rpcUrls?: (rpcUrl: string) => Promise<string>
}

/** An anvil with the contracts on it, and an indexer that is ready. */
export async function openIndexedChain({ database: given, anvil = {}, rpcUrls }: Options = {}) {
  const deployments = testFile('deployments')
  const [database, node] = await Promise.all([given ?? openTestDatabase(), startTestAnvil(anvil)])
  const chain = await openEscrowChain(node, deployments)
  const rpcUrl = (await rpcUrls?.(node.rpcUrl)) ?? node.rpcUrl
  const asked = { deployments, chains: [{ chainId: chain.chainId, rpcUrl }] }
  let indexer = await startTestIndexer(database, asked)
  await indexer.untilReady()
  const reader = openReader(database)

  /** Of the build that readers see. */
  async function sums() {
    const live = `select build from ${VIEWS}._florin_flip where superseded_at is null`
    return checksums(database, (await reader.rows<{ build: string }>(live))[0]?.build ?? '')
  }

  const untilLevel = () => untilLevelWith(chain, reader)

  /** Of a build made afresh by an indexer that asks the node itself. */
  async function cleanSums() {
    const elsewhere = await openTestDatabase()
    const views = openReader(elsewhere)
    const clean = await startTestIndexer(elsewhere, { deployments, chains: [chain] })
    try {
      const { liveBuild } = await clean.untilReady()
      await untilLevelWith(chain, views)
      return await checksums(elsewhere, liveBuild)
    } finally {
      await views.close()
      await clean.stop()
      await elsewhere.close()
    }
  }

  async function expectContractBalances() {
    const balances = await reader.rows<Balance>(`select * from ${VIEWS}.account_balance`)
    for (const { account, token, available, prepaid, seq } of balances)
      expect([available, prepaid, seq]).to.deep.equal((await chain.balanceOf(account, token)).map(String))
  }

  /** Every fact is in a block of the chain as it is now. */
  async function expectChainsBlocks() {
    const facts = await reader.rows<{ block_number: string; block_hash: string }>(
      FACT_TABLES.map((table) => `select block_number, block_hash from ${VIEWS}.${table}`).join(' union '),
    )
    for (const { block_number, block_hash } of facts)
      expect((await chain.client.getBlock({ blockNumber: BigInt(block_number) })).hash).to.equal(block_hash)
  }

  async function startAgain() {
    await indexer.stop()
    indexer = await startTestIndexer(database, asked)
  }

  async function close() {
    await reader.close()
    await indexer.stop()
    await node.stop()
    await database.close()
  }

  const mine = (blocks: number) => chain.rpc('anvil_mine', [blocks])
  const comparing = { sums, cleanSums, expectContractBalances, expectChainsBlocks }
  return {
    database,
    chain,
    reader,
    get indexer() {
      return indexer
    },
    startAgain,
    mine,
    untilLevel,
    ...comparing,
    close,
  }
}

/** Waits until the views hold the block that is now the head of the chain. */
async function untilLevelWith({ client }: EscrowChain, views: Pick<ReturnType<typeof openReader>, 'rows'>) {
  const head = await client.getBlockNumber()
  const level = `select 1 from ${VIEWS}._ponder_checkpoint where ${CHECKPOINT_BLOCK} >= $1`
  await waitFor(async () => (await views.rows(level, [head])).length === 1, {
    describe: `block ${head} in the views`,
    timeoutMs: RECOVERY_TIMEOUT_MS,
  })
}
