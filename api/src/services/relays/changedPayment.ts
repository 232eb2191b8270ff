import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { captureUnits, IN_CALL, refundUnits, requireVoidable } from '../../domain/paymentAction.ts'
import type { SignedIntent } from './acceptRelay.ts'
import type { ActionCall } from './actionRelay.ts'
import { readPayment } from './paymentAction.ts'

/**
 * Refuses a capture, void or refund that what is under way leaves no room for, by the rules that hold for the host's own. The
 * contract alone would let whichever is mined first take the money.
 */
export async function requirePossible(ctx: Ctx, owner: Owner, intent: SignedIntent): Promise<void> {
  const { kind, payment_id: id, amount } = intent
  if (id === null) return
  const { payment, live } = await readPayment(ctx, owner, id, IN_CALL)
  if (kind === 'capture') captureUnits(payment, live, amount, IN_CALL)
  if (kind === 'void') requireVoidable(payment, live, IN_CALL)
  if (kind === 'refund') refundUnits(payment, live, amount, IN_CALL)
}

/** Those who act on one payment, or on one balance, wait for each other. */
export async function lockChanged(ctx: Ctx, call: ActionCall, intent: SignedIntent): Promise<void> {
  if (intent.payment_id !== null) await ctx.store.locks.lock(ctx.db, `payment:${intent.payment_id}`)
  const withdrawal = call.of === 'escrow' ? call.action.withdrawal : null
  if (!withdrawal) return
  const balance = `${intent.chain_id}:${intent.signer}:${withdrawal.token.toLowerCase()}`
  await ctx.store.locks.lock(ctx.db, `balance:${balance}`)
}
