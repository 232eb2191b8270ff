import type { ChainNow } from '../../chain/sender.ts'
import type { Ctx } from '../../context.ts'
import { toSeconds } from '../../domain/clock.ts'
import { toRelay } from '../../domain/objects/relay.ts'
import { LIVE_STATUSES, outcomeWithoutUs, type RelayError, type RelayOutcome } from '../../domain/relay.ts'
import type { NonceKey } from '../../store/gasSigners.ts'
import type { RelayRow, RelayState } from '../../store/relays.ts'
import { emitEvent } from '../emitEvent.ts'
import type { GasSender } from './senderOf.ts'

/** Ends a relay once, with its nonce if it has one, and tells the merchant where nothing moved. */
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
    if (!ended || outcome.status === 'confirmed') return
    await emitEvent(
      { ...ctx, db: tx },
      {
        owner: { merchantId: ended.merchant_id, mode: ended.mode },
        type: 'relay.failed',
        objectId: ended.id,
        object: toRelay(ended),
      },
    )
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
  const deep = now.number - BigInt(sender.chain.confirmations - 1)
  const executedAtHead = await ctx.chain.intents.isExecuted(sender.client, relay, now.number)
  return outcomeWithoutUs({
    executedAtDepth:
      executedAtHead && deep >= 0n && (await ctx.chain.intents.isExecuted(sender.client, relay, deep)),
    executedAtHead,
    deadlinePassed: toSeconds(relay.deadline) <= now.seconds,
    error,
  })
}
