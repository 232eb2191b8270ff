import type { MinedTransaction } from '../../chain/receipts.ts'
import type { Ctx } from '../../context.ts'
import type { ChainView } from './followChain.ts'
import type { NonceCase } from './nonceCases.ts'
import type { WatchedSender } from './watchNonce.ts'

/**
 * Notes the blocks of all nonces that the chain counts as used, at once.
 * @returns Those that stay open: not counted yet, or used by no transaction of ours that has a receipt. Where the node could not
 * say, nothing follows, and it is asked again.
 */
export async function recordMined(
  ctx: Ctx,
  senders: ReadonlyMap<string, WatchedSender>,
  view: ChainView,
  cases: readonly NonceCase[],
): Promise<NonceCase[]> {
  const counted = cases.filter(({ row }) => row.nonce < (senders.get(row.address)?.counts.mined ?? 0n))
  const hashes = counted.flatMap(({ transactions }) => transactions.map(({ hash }) => hash))
  const { found, unread } = await ctx.chain.receipts.findMined(view.client, hashes)
  const unclear = counted.filter(({ transactions }) => transactions.some(({ hash }) => unread.has(hash)))
  if (unread.size > 0) {
    ctx.log.warn({ chain: view.chain.chainId, unread: unread.size }, 'a node did not answer for receipts')
  }
  const mined = counted.flatMap((one) => minedOf(one, found))
  if (mined.length > 0) await record(ctx, mined)
  const settled = new Set([...mined, ...unclear].map(({ row }) => row))
  return cases.filter(({ row }) => !settled.has(row))
}

type MinedCase = NonceCase & { by: MinedTransaction; closing: boolean }

function minedOf(one: NonceCase, found: ReadonlyMap<string, MinedTransaction>): MinedCase[] {
  for (const { hash, closing } of one.transactions) {
    const by = found.get(hash)
    if (by) return [{ ...one, by, closing }]
  }
  return []
}

/** A closing transaction says nothing about its relay yet: whether the intent was executed otherwise is seen at depth. */
async function record(ctx: Ctx, mined: readonly MinedCase[]): Promise<void> {
  const { locks, relays, signerNonces } = ctx.store
  const now = ctx.clock.now()
  await locks.inTransaction(ctx.db, async (tx) => {
    const recorded = await signerNonces.recordMined(
      tx,
      mined.map(({ row, by }) => ({
        chain_id: row.chain_id,
        address: row.address,
        nonce: row.nonce,
        mined_hash: by.hash,
        mined_block: by.blockNumber,
        mined_block_hash: by.blockHash,
        succeeded: by.succeeded,
        gas_used: by.gasUsed,
        effective_gas_price: by.effectiveGasPrice,
        l1_fee: by.l1Fee,
      })),
    )
    const hashes = new Set(recorded.map(({ mined_hash }) => mined_hash))
    const carried = mined.flatMap(({ relay, closing, by }) =>
      relay && !closing && hashes.has(by.hash) ? [{ id: relay.id, hash: by.hash }] : [],
    )
    if (carried.length > 0) await relays.noteTransactions(tx, 'mined', carried, now)
    ctx.crashPoint('before-mined-commit')
  })
  ctx.crashPoint('after-mined')
}
