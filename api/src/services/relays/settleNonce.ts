import type { MinedTransaction } from '../../chain/sender.ts'
import type { Ctx } from '../../context.ts'
import { notedError, type RelayError } from '../../domain/relay.ts'
import type { NonceRow, TransactionRow } from '../../store/gasSigners.ts'
import type { RelayRow } from '../../store/relays.ts'
import { settleGas } from '../sponsor/settleGas.ts'
import { finishRelay, judgeWithoutUs } from './finishRelay.ts'
import { broadcastBytes } from './sendForNonce.ts'
import { tryCall } from './tryCall.ts'
import type { ChainView } from './watchNonce.ts'

/** A nonce that none of our transactions took is called foreign only when that many blocks say so. */
const FOREIGN_DEPTH = 6n

/** Looks what became of a nonce that is in a block, or was: which of its transactions, how deep, and whether still. */
export async function settleNonce(
  ctx: Ctx,
  view: ChainView,
  row: NonceRow,
  relay: RelayRow | null,
  transactions: readonly TransactionRow[],
): Promise<void> {
  const known = minedOf(row)
  if (known && (await isCanonical(ctx, view, known))) {
    if (row.status === 'mined') await conclude(ctx, view, row, relay, transactions, known)
    return
  }
  if (known) await takeBack(ctx, row)
  const hashes = transactions.map((transaction) => transaction.hash)
  const mined = await ctx.chain.sender.findMined(view.sender.client, hashes)
  if (mined) {
    await recordMined(ctx, row, mined, isClosing(ctx, transactions, mined))
    return conclude(ctx, view, row, relay, transactions, mined)
  }
  if (!known) return considerForeign(ctx, view, row)
  const vanished = transactions.find((transaction) => transaction.hash === known.hash)
  if (vanished) await broadcastBytes(ctx, view.sender, vanished)
}

function minedOf(row: NonceRow): MinedTransaction | undefined {
  const { mined_hash, mined_block, mined_block_hash, succeeded, gas_used, effective_gas_price, l1_fee } = row
  if (mined_hash === null || mined_block === null || mined_block_hash === null) return undefined
  return {
    hash: mined_hash,
    blockNumber: mined_block,
    blockHash: mined_block_hash,
    succeeded: succeeded === true,
    gasUsed: gas_used ?? 0n,
    effectiveGasPrice: effective_gas_price ?? 0n,
    l1Fee: l1_fee,
  }
}

async function isCanonical(ctx: Ctx, view: ChainView, mined: MinedTransaction): Promise<boolean> {
  const hash = await ctx.chain.heads.readBlockHash(view.sender.client, mined.blockNumber)
  return hash === mined.blockHash
}

function isClosing(ctx: Ctx, transactions: readonly TransactionRow[], mined: MinedTransaction): boolean {
  const transaction = transactions.find((candidate) => candidate.hash === mined.hash)
  return transaction !== undefined && ctx.chain.signing.isClosing(transaction)
}

/** A reorganisation removed the block: nonce and relay are under way again. */
async function takeBack(ctx: Ctx, row: NonceRow): Promise<void> {
  const { gasSigners, locks, relays } = ctx.store
  await locks.inTransaction(ctx.db, async (tx) => {
    const taken = await gasSigners.moveNonce(tx, row, ['mined', 'final'], {
      status: 'broadcast',
      mined_hash: null,
      mined_block: null,
      mined_block_hash: null,
      succeeded: null,
      gas_used: null,
      effective_gas_price: null,
      l1_fee: null,
    })
    if (!taken || row.relay_id === null) return
    await relays.revive(tx, row.relay_id, ctx.clock.now())
    await settleGas({ ...ctx, db: tx }, row.relay_id)
  })
  ctx.log.warn({ nonce: row.nonce.toString(), hash: row.mined_hash }, 'a transaction of ours left the chain')
}

async function recordMined(
  ctx: Ctx,
  row: NonceRow,
  mined: MinedTransaction,
  closing: boolean,
): Promise<void> {
  const { gasSigners, locks, relays } = ctx.store
  await locks.inTransaction(ctx.db, async (tx) => {
    const recorded = await gasSigners.moveNonce(tx, row, ['taken', 'broadcast'], {
      status: 'mined',
      mined_hash: mined.hash,
      mined_block: mined.blockNumber,
      mined_block_hash: mined.blockHash,
      succeeded: mined.succeeded,
      gas_used: mined.gasUsed,
      effective_gas_price: mined.effectiveGasPrice,
      l1_fee: mined.l1Fee,
    })
    if (!recorded || closing || row.relay_id === null) return
    const state = { status: 'mined', tx_hash: mined.hash } as const
    await relays.move(tx, row.relay_id, ['submitted'], state, ctx.clock.now())
  })
}

/** Ends nonce and relay once the block is deep enough. */
async function conclude(
  ctx: Ctx,
  view: ChainView,
  row: NonceRow,
  relay: RelayRow | null,
  transactions: readonly TransactionRow[],
  mined: MinedTransaction,
): Promise<void> {
  const depth = view.now.number - mined.blockNumber + 1n
  if (depth < BigInt(view.sender.chain.confirmations)) return
  if (!relay) return endAlone(ctx, row)
  if (mined.succeeded && !isClosing(ctx, transactions, mined)) {
    return finishRelay(ctx, relay, { status: 'confirmed', executedBy: 'self', txHash: mined.hash }, row)
  }
  const error = await reasonOf(ctx, view, relay)
  const outcome = await judgeWithoutUs(ctx, view.sender, relay, view.now, error)
  if (outcome) await finishRelay(ctx, relay, outcome, row)
}

/** Ends a nonce that no living relay hangs on; what it cost is still the relay's that took it. */
async function endAlone(ctx: Ctx, row: NonceRow): Promise<void> {
  await ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    const moved = await ctx.store.gasSigners.moveNonce(tx, row, ['mined'], { status: 'final' })
    if (moved && row.relay_id !== null) await settleGas({ ...ctx, db: tx }, row.relay_id)
  })
}

/** Why the intent was not executed by us: as noted when its nonce was closed, else as the contract says now. */
async function reasonOf(ctx: Ctx, view: ChainView, relay: RelayRow): Promise<RelayError> {
  const noted = notedError(relay)
  if (noted) return noted
  const trial = await tryCall(ctx, view.sender, relay)
  const reason =
    trial.kind === 'refused'
      ? trial.revert.reason
      : 'the transaction reverted, and why cannot be seen any more'
  return { code: 'reverted', reason }
}

/**
 * The chain counts the nonce as used, and none of our transactions has a receipt. Once that is deep, something else took it,
 * and only then may the relay get another nonce; its next simulation tells whether the intent was executed.
 */
async function considerForeign(ctx: Ctx, view: ChainView, row: NonceRow): Promise<void> {
  const { client, key, chain } = view.sender
  const depth = BigInt(chain.confirmations) > FOREIGN_DEPTH ? BigInt(chain.confirmations) : FOREIGN_DEPTH
  const deep = view.now.number - depth + 1n
  if (deep < 0n || (await ctx.chain.sender.readMinedCountAt(client, key.address, deep)) <= row.nonce) return
  const { gasSigners, locks, relays } = ctx.store
  await locks.inTransaction(ctx.db, async (tx) => {
    const moved = await gasSigners.moveNonce(tx, row, ['taken', 'broadcast'], { status: 'foreign' })
    if (!moved || row.relay_id === null) return
    const state = { status: 'accepted', tx_hash: null } as const
    await relays.move(tx, row.relay_id, ['submitted', 'mined'], state, ctx.clock.now())
    await settleGas({ ...ctx, db: tx }, row.relay_id)
  })
  const about = { chain: chain.chainId, signer: key.address, nonce: row.nonce.toString() }
  ctx.log.error(about, 'ALARM: a nonce of ours was used by a transaction that is not in our books')
}
