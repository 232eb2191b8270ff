import type { Ctx } from '../../context.ts'
import { toSeconds } from '../../domain/clock.ts'
import { withLast } from '../../domain/lastly.ts'
import {
  LIVE_STATUSES,
  mayHappenTwice,
  notedError,
  outcomeWithoutUs,
  type RelayError,
  type RelayOutcome,
} from '../../domain/relay.ts'
import type { NonceKey } from '../../store/gasSigners.ts'
import type { RelayRow, RelayState } from '../../store/relays.ts'
import type { NonceRow } from '../../store/signerNonces.ts'
import { settleGas } from '../sponsor/settleGas.ts'
import { announceRelay, announceRelays } from './announceRelay.ts'
import type { ChainView } from './followChain.ts'
import { settleRelayed } from './settleRelayed.ts'

/** Ends a relay or its attempt once, with its nonce, and tells the merchant how. */
export async function finishRelay(
  ctx: Ctx,
  relay: RelayRow,
  outcome: RelayOutcome,
  nonce: NonceKey,
): Promise<void> {
  const now = ctx.clock.now()
  await ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    if (!(await ctx.store.signerNonces.move(tx, nonce, ['mined'], { status: 'final' }))) return
    const ended = await ctx.store.relays.move(tx, relay.id, LIVE_STATUSES, stateOf(outcome), now)
    await settleEnded({ ...ctx, db: tx }, relay, ended, outcome)
    ctx.crashPoint('before-ended-commit')
  })
  ctx.crashPoint('after-ended')
}

/**
 * Ends a relay that was never sent, or whose attempt ended, as long as the caller's lease holds: another worker may have sent it
 * meanwhile, and then the chain decides.
 */
export async function finishUnsent(
  ctx: Ctx,
  relay: RelayRow,
  outcome: RelayOutcome,
  leasedUntil: Date,
): Promise<void> {
  const now = ctx.clock.now()
  await ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    const ended = await ctx.store.relays.moveHeld(tx, relay.id, leasedUntil, stateOf(outcome), now)
    if (ended) await settleEnded({ ...ctx, db: tx }, relay, ended, outcome)
  })
}

/** Budgets come last, as where relays are accepted: others wait for them. */
async function settleEnded(
  ctx: Ctx,
  { id }: RelayRow,
  ended: RelayRow | undefined,
  outcome: RelayOutcome,
): Promise<void> {
  await withLast(ctx, async (inner) => {
    const gas = await settleGas(inner, id)
    if (!ended) return
    await settleRelayed(inner, ended)
    if (outcome.status !== 'accepted')
      await announceRelay(inner, { ...ended, ...gas.get(id) }, outcome.status)
  })
}

/** Ends relays that our own transactions executed, with their nonces, all at once. */
export async function confirmOwn(ctx: Ctx, nonces: readonly NonceRow[]): Promise<void> {
  const { locks, relays, signerNonces } = ctx.store
  const now = ctx.clock.now()
  await locks.inTransaction(ctx.db, async (tx) => {
    const final = await signerNonces.finish(tx, nonces)
    const executed = final.flatMap(({ relay_id: id, mined_hash: hash }) => (id && hash ? [{ id, hash }] : []))
    const ended = executed.length === 0 ? [] : await relays.confirmOwn(tx, executed, now)
    await withLast({ ...ctx, db: tx }, async (inner) => {
      const gas = await settleGas(inner, ...executed.map(({ id }) => id))
      for (const relay of ended) await settleRelayed(inner, relay)
      const settled = ended.map((relay) => ({ ...relay, ...gas.get(relay.id) }))
      await announceRelays(inner, settled, 'confirmed')
    })
    ctx.crashPoint('before-finish-commit')
  })
  ctx.crashPoint('after-finish')
}

function stateOf(outcome: RelayOutcome): RelayState {
  if (outcome.status !== 'confirmed') {
    return { status: outcome.status, error_code: outcome.error.code, error_reason: outcome.error.reason }
  }
  const txHash = outcome.executedBy === 'self' ? outcome.txHash : null
  return { status: 'confirmed', executed_by: outcome.executedBy, tx_hash: txHash }
}

/**
 * How a relay ends whose own transaction did not execute the intent, as far as the chain can tell now.
 * @param error Why ours did not, should it turn out that nobody's did.
 */
export async function judgeWithoutUs(
  ctx: Ctx,
  view: ChainView,
  relay: RelayRow,
  error: RelayError,
): Promise<RelayOutcome | undefined> {
  const { client, chain, now } = view
  const deep = now.number - BigInt(chain.confirmations - 1)
  const atHead = await ctx.chain.intents.readFate(client, relay, now.number)
  const isPublic =
    mayHappenTwice(relay) && (await ctx.store.signerTransactions.wasCallSigned(ctx.db, relay.id))
  return outcomeWithoutUs({
    atDepth: atHead === 'open' || deep < 0n ? 'open' : await ctx.chain.intents.readFate(client, relay, deep),
    atHead,
    deadlinePassed: toSeconds(relay.deadline) <= (isPublic ? await secondsAt(ctx, view, deep) : now.seconds),
    isPublic,
    error,
    earlier: notedError(relay),
  })
}

/** Chain time where no reorganisation reaches: a newer block may be replaced by one that is earlier than a deadline. */
async function secondsAt(ctx: Ctx, view: ChainView, deep: bigint): Promise<bigint> {
  return deep < 0n ? 0n : ctx.chain.sender.readSeconds(view.client, deep)
}
