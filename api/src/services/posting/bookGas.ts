import { zeroAddress } from 'viem'
import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { gasIdentity, gasLegs, gasLogIndex, gasPayload } from '../../domain/gasFact.ts'
import type { UnbookedNonce } from '../../store/gasBooks.ts'
import { clientFor } from '../clientFor.ts'
import { lockChain } from './lockChain.ts'
import { revertOne } from './recordReverted.ts'

type Hex = `0x${string}`

/** At most this many per round, so that a backlog holds up no payment. */
const NONCES_PER_ROUND = 100

/**
 * What our own transactions cost becomes facts, as what contracts say does, and under the same lock: pending until they are
 * deep enough, confirmed, final, or reverted. Which transaction of a nonce was mined, and whether it still is, the watcher of
 * relays finds out; each difference between that and the books is made up here.
 */
export async function bookGas(ctx: Ctx, chain: ChainInfo): Promise<void> {
  const rows = await ctx.store.gasBooks.listUnbooked(ctx.db, BigInt(chain.chainId), NONCES_PER_ROUND)
  if (rows.length === 0) return
  const numbers = rows.map((row) => row.mined_block).filter((number) => number !== null)
  const blocks = await ctx.chain.heads.readBlocks(clientFor(ctx, chain.chainId), numbers)
  await ctx.db.transaction().execute(async (tx) => {
    const inner = { ...ctx, db: tx }
    await lockChain(inner, chain, [])
    for (const row of rows) {
      const block = row.mined_block === null ? null : (blocks.get(row.mined_block) ?? null)
      // In a block that left the chain: the watcher takes it back, or has by now.
      if (row.mined_block_hash !== (block?.hash ?? null)) continue
      await bookSafely(inner, chain, row, block?.time ?? null)
    }
  })
}

async function bookSafely(ctx: Ctx, chain: ChainInfo, row: UnbookedNonce, time: Date | null): Promise<void> {
  try {
    await ctx.store.locks.inSavepoint(ctx.db, () => bookOne(ctx, chain, row, time))
  } catch (error) {
    const about = { alarm: 'posting', err: error, signer: row.address, nonce: row.nonce.toString() }
    ctx.log.error(about, 'the gas of a transaction could not be booked')
  }
}

async function bookOne(ctx: Ctx, chain: ChainInfo, row: UnbookedNonce, time: Date | null): Promise<void> {
  if (!(await ctx.store.gasBooks.book(ctx.db, row))) return
  if (row.booked_hash !== null) await takeBack(ctx, row.chain_id, row.booked_hash)
  if (row.mined_hash === null || time === null) return
  await record(ctx, chain, { ...row, mined_hash: row.mined_hash }, time)
}

async function takeBack(ctx: Ctx, chainId: bigint, hash: Hex): Promise<void> {
  const fact = await ctx.store.chainFacts.findLiving(ctx.db, chainId, gasIdentity(chainId, hash))
  if (!fact) return
  if (fact.status === 'finalized') throw new Error(`the gas of ${hash} is final and left the chain`)
  await revertOne(ctx, fact)
}

async function record(
  ctx: Ctx,
  chain: ChainInfo,
  row: UnbookedNonce & { mined_hash: Hex },
  time: Date,
): Promise<void> {
  const { chain_id, address, nonce, mined_hash, mined_block, mined_block_hash } = row
  const wei = (row.gas_used ?? 0n) * (row.effective_gas_price ?? 0n) + (row.l1_fee ?? 0n)
  // Where gas is free there is nothing to book.
  if (wei === 0n || mined_block === null || mined_block_hash === null) return
  const paid = { address, nonce, wei }
  await ctx.store.chainFacts.insertNext(ctx.db, {
    chain_id,
    identity: gasIdentity(chain_id, mined_hash),
    kind: 'gas',
    contract: zeroAddress,
    payment_onchain_id: null,
    account: address,
    payload: JSON.stringify(gasPayload(paid)),
    legs: JSON.stringify(gasLegs(paid)),
    block_number: mined_block,
    block_hash: mined_block_hash,
    block_time: time,
    tx_hash: mined_hash,
    log_index: gasLogIndex(paid),
    confirm_at_block: mined_block + BigInt(chain.confirmations) - 1n,
    status: 'pending',
    seen_at: ctx.clock.now(),
    confirmed_at: null,
    reverted_at: null,
  })
}
