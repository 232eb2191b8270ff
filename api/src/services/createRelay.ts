import type { Ctx } from '../context.ts'
import type { CheckoutCaller, MerchantCaller } from '../domain/caller.ts'
import type { RelayRow } from '../store/relays.ts'
import { createActionRelay, type PreparedActionRelay, prepareActionRelay } from './relays/actionRelay.ts'
import {
  createPayerRelay,
  type PaymentInput,
  type PreparedPayerRelay,
  preparePayerRelay,
  prepareReadPayment,
} from './relays/payerRelay.ts'
import { type CallInput, readCall } from './relays/readCall.ts'

/** A payer's signature over a payment request, or the calldata of anything that was signed. */
export type RelayInput = PaymentInput | CallInput

export type PreparedRelay = PreparedPayerRelay | PreparedActionRelay

/** Checks what was signed as far as our books and the chain tell now. Changes nothing. */
export async function prepareRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  input: RelayInput,
): Promise<PreparedRelay> {
  if ('paymentRequest' in input) return preparePayerRelay(ctx, caller, input)
  const call = readCall(ctx, caller, input)
  return call.of === 'payer'
    ? prepareReadPayment(ctx, caller, call, call.intake)
    : prepareActionRelay(ctx, caller, call)
}

/** Keeps the intent, unless something that it depends on changed meanwhile. */
export async function createRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  prepared: PreparedRelay,
): Promise<RelayRow> {
  return 'request' in prepared
    ? createPayerRelay(ctx, caller, prepared)
    : createActionRelay(ctx, caller, prepared)
}
