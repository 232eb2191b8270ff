import type { Ctx } from '../../context.ts'
import { MAX_IN_FLIGHT, MAX_REVERTS } from '../../domain/gasPolicy.ts'
import { notedError, type RelayError } from '../../domain/relay.ts'
import type { RelayRow } from '../../store/relays.ts'
import { finishRelay, judgeWithoutUs } from './finishRelay.ts'
import { followChain } from './followChain.ts'
import { recoverChain } from './recoverSender.ts'
import { type GasSender, senderOf } from './senderOf.ts'
import { sendForNonce } from './sendForNonce.ts'
import { tryCall } from './tryCall.ts'
import { withRelayLease } from './withRelayLease.ts'

/**
 * Sends an accepted relay: everything that can fail comes before a nonce is taken. Where this stops in between, the
 * watcher finishes it with the same nonce.
 */
export async function dispatchRelay(ctx: Ctx, relayId: string): Promise<void> {
  await withRelayLease(ctx, relayId, ['accepted'], (relay, leasedUntil) => dispatch(ctx, relay, leasedUntil))
}

async function dispatch(ctx: Ctx, relay: RelayRow, leasedUntil: Date): Promise<void> {
  const sender = senderOf(ctx, relay.chain_id)
  if (!(await followChain(ctx, sender))) return
  if (!(await ctx.store.gasSigners.find(ctx.db, sender.key))) await recoverChain(ctx, relay.chain_id)
  const reverted = await ctx.store.gasSigners.listReverted(ctx.db, 'relay.id', relay.id)
  const noted = notedError(relay)
  // It lives on until its deadline, but not at our cost.
  if (noted && reverted.length >= MAX_REVERTS) return settleUnsent(ctx, sender, relay, noted)
  const trial = await tryCall(ctx, sender, relay)
  if (trial.kind === 'unfunded') return
  if (trial.kind === 'refused') {
    return settleUnsent(ctx, sender, relay, noted ?? { code: 'would_revert', reason: trial.revert.reason })
  }
  const nonce = await takeNonce(ctx, sender, relay, leasedUntil)
  if (nonce === undefined) return
  ctx.crashPoint('after-nonce')
  await sendForNonce(ctx, sender, nonce, { kind: 'call', relay, gas: trial.gas }, trial.fees)
}

/** The contract would refuse: somebody else was first, or it is not possible now, or not any more. No nonce was spent. */
async function settleUnsent(ctx: Ctx, sender: GasSender, relay: RelayRow, error: RelayError): Promise<void> {
  const now = await ctx.chain.sender.readNow(sender.client)
  const outcome = await judgeWithoutUs(ctx, sender, relay, now, error)
  if (outcome) await finishRelay(ctx, relay, outcome)
}

/**
 * Takes the next nonce for a relay, in one transaction with the relay's own step. Undefined where too many are in flight,
 * or where the lease ran out meanwhile: then the relay is left to whoever comes next.
 */
async function takeNonce(
  ctx: Ctx,
  sender: GasSender,
  relay: RelayRow,
  leasedUntil: Date,
): Promise<bigint | undefined> {
  const { gasSigners, locks, relays } = ctx.store
  const now = ctx.clock.now()
  return locks.inTransaction(ctx.db, async (tx) => {
    await gasSigners.lock(tx, sender.key)
    if ((await gasSigners.countInFlight(tx, sender.key)) >= MAX_IN_FLIGHT) return undefined
    if (!(await relays.submit(tx, relay.id, leasedUntil, now))) return undefined
    const nonce = await gasSigners.takeNonce(tx, sender.key)
    await gasSigners.insertNonces(tx, [
      { ...sender.key, nonce, relay_id: relay.id, status: 'taken', created_at: now },
    ])
    return nonce
  })
}
