import type { ChainNow } from '../../chain/sender.ts'
import type { Ctx } from '../../context.ts'
import { toSeconds } from '../../domain/clock.ts'
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
import { settleGas } from '../sponsor/settleGas.ts'
import { announceRelay } from './announceRelay.ts'
import type { GasSender } from './senderOf.ts'
import { settleRelayed } from './settleRelayed.ts'
import { wasSigned } from './wasSigned.ts'

/** Ends a relay or its attempt once, with its nonce if it has one, and tells the merchant how. */
export async function finishRelay(
  ctx: Ctx,
  relay: RelayRow,
  outcome: RelayOutcome,
  nonce?: NonceKey,
): Promise<void> {
  const now = ctx.clock.now()
  await ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    if (nonce && !(await ctx.store.gasSigners.moveNonce(tx, nonce, ['mined'], { status: 'final' }))) return
    const ended = await ctx.store.relays.move(tx, relay.id, LIVE_STATUSES, stateOf(outcome), now)
    await settleGas({ ...ctx, db: tx }, relay.id)
    if (ended) await settleRelayed({ ...ctx, db: tx }, ended)
    if (ended && outcome.status !== 'accepted') {
      await announceRelay({ ...ctx, db: tx }, ended, outcome.status)
    }
  })
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
  sender: GasSender,
  relay: RelayRow,
  now: ChainNow,
  error: RelayError,
): Promise<RelayOutcome | undefined> {
  const { client, chain } = sender
  const deep = now.number - BigInt(chain.confirmations - 1)
  const executedAtHead = await ctx.chain.intents.isExecuted(client, relay, now.number)
  const isPublic = mayHappenTwice(relay) && (await wasSigned(ctx, relay))
  return outcomeWithoutUs({
    executedAtDepth:
      executedAtHead && deep >= 0n && (await ctx.chain.intents.isExecuted(client, relay, deep)),
    executedAtHead,
    deadlinePassed:
      toSeconds(relay.deadline) <= (isPublic ? await secondsAt(ctx, sender, deep) : now.seconds),
    isPublic,
    error,
    earlier: notedError(relay),
  })
}

/** Chain time where no reorganisation reaches: a newer block may be replaced by one that is earlier than a deadline. */
async function secondsAt(ctx: Ctx, sender: GasSender, deep: bigint): Promise<bigint> {
  return deep < 0n ? 0n : ctx.chain.sender.readSeconds(sender.client, deep)
}
