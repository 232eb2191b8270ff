import type { Ctx } from '../../context.ts'
import { notedError, type RelayError } from '../../domain/relay.ts'
import type { KnownBlock, NonceRow } from '../../store/signerNonces.ts'
import { settleGas } from '../sponsor/settleGas.ts'
import { confirmOwn, finishRelay, judgeWithoutUs } from './finishRelay.ts'
import type { ChainView } from './followChain.ts'
import { guard } from './guard.ts'
import { type NonceCase, openCases } from './nonceCases.ts'
import { settlesOthers } from './settleRelayed.ts'
import { takeBack } from './takeBack.ts'
import { tryCall } from './tryCall.ts'

const BATCH = 512

/** Nodes may forget what is deeper, and their silence about it must not keep everything from ending. */
const DEEPEST_ASKED = 10_000n

/**
 * Ends what is in blocks that are deep enough, if they are still the chain's. Nothing ends before what ended on a branch that was
 * left is taken back: of the blocks with what ended only the newest is looked at again, and one of the new branch would hide it.
 * @param newestFinal The newest block with something that ended.
 */
export async function concludeDue(
  ctx: Ctx,
  view: ChainView,
  newestFinal: KnownBlock | undefined,
): Promise<void> {
  const deep = view.now.number - BigInt(view.chain.confirmations) + 1n
  const due = await openCases(ctx, await ctx.store.signerNonces.listDue(ctx.db, view.chainId, deep, BATCH))
  if (due.length === 0) return
  const before = newestFinal && newestFinal.number >= view.now.number - DEEPEST_ASKED ? newestFinal : null
  // It comes last: where it is still the chain's, it was when the others were seen.
  const hashes = await ctx.chain.heads.readBlockHashes(view.client, [
    ...due.flatMap(({ row }) => row.mined_block ?? []),
    ...(before ? [before.number] : []),
  ])
  if (before && (hashes.get(before.number) ?? before.hash) !== before.hash) return
  const hashAt = ({ row }: NonceCase) => hashes.get(row.mined_block ?? -1n) ?? null
  const isCanonical = (one: NonceCase) => hashAt(one) === one.row.mined_block_hash
  // A node that has no block there is behind the one that told of this pass.
  const told = due.filter((one) => hashAt(one) !== null)
  const own = told.filter((one) => isCanonical(one) && isOwnSuccess(one))
  if (own.length > 0) {
    await confirmOwn(
      ctx,
      own.map(({ row }) => row),
    )
  }
  for (const one of told.filter((other) => !own.includes(other))) {
    const about = { chain: view.chain.chainId, signer: one.row.address, nonce: one.row.nonce.toString() }
    await guard(ctx, about, () => (isCanonical(one) ? conclude(ctx, view, one) : takeBack(ctx, view, one)))
  }
}

/** Whether a relay's own call is what was mined, and nothing else hangs on how the relay ends. */
function isOwnSuccess({ row, relay, transactions }: NonceCase): boolean {
  return (
    relay !== null &&
    !settlesOthers(relay.kind) &&
    row.succeeded === true &&
    transactions.some(({ hash, closing }) => hash === row.mined_hash && !closing)
  )
}

/** Ends one nonce and its relay. */
async function conclude(ctx: Ctx, view: ChainView, { row, relay, transactions }: NonceCase): Promise<void> {
  if (!relay) return endAlone(ctx, row)
  const wasCall = transactions.some(({ hash, closing }) => hash === row.mined_hash && !closing)
  if (row.succeeded && wasCall && row.mined_hash) {
    return finishRelay(ctx, relay, { status: 'confirmed', executedBy: 'self', txHash: row.mined_hash }, row)
  }
  const outcome = await judgeWithoutUs(ctx, view, relay, await reasonOf(ctx, view, row, relay))
  if (outcome) await finishRelay(ctx, relay, outcome, row)
}

/** Ends a nonce that no living relay hangs on; what it cost is still the relay's that took it. */
async function endAlone(ctx: Ctx, row: NonceRow): Promise<void> {
  await ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    const moved = await ctx.store.signerNonces.move(tx, row, ['mined'], { status: 'final' })
    if (moved && row.relay_id !== null) await settleGas({ ...ctx, db: tx }, row.relay_id)
  })
}

/** Why the intent was not executed by us: as noted when its nonce was closed, else as the contract says now. */
async function reasonOf(
  ctx: Ctx,
  view: ChainView,
  row: NonceRow,
  relay: NonNullable<NonceCase['relay']>,
): Promise<RelayError> {
  const noted = notedError(relay)
  if (noted) return noted
  const trial = await tryCall(ctx, view, row.address, relay)
  const reason =
    trial.kind === 'refused'
      ? trial.revert.reason
      : 'the transaction reverted, and why cannot be seen any more'
  return { code: 'reverted', reason }
}
