import { numberToHex } from 'viem'
import type { Ctx } from '../../context.ts'
import { lowerCase } from '../../domain/address.ts'
import type { CheckoutCaller, MerchantCaller } from '../../domain/caller.ts'
import { requireDeadline } from '../../domain/callRules.ts'
import { fromSeconds } from '../../domain/clock.ts'
import type { RelayRow } from '../../store/relays.ts'
import { chainSeconds } from '../chainOf.ts'
import { acceptRelay, type PricedIntent, refuseInFlight, type SignedIntent } from './acceptRelay.ts'
import { lockChanged, requirePossible } from './changedPayment.ts'
import { handInSignature } from './handInSignature.ts'
import type { ReadCall } from './readCall.ts'
import { refuseRevert } from './refuseRevert.ts'
import { type CallSubject, requireGround } from './requireGround.ts'
import { requireSigned } from './requireSigned.ts'
import { relayChainOf } from './senderOf.ts'

/** The call of an action that an account signed. */
export type ActionCall = Extract<ReadCall, { of: 'escrow' | 'manager' }>

export interface PreparedActionRelay {
  call: ActionCall
  intent: PricedIntent
}

/**
 * Checks a signed action: that it concerns the merchant that is to pay for it, that it is signed, that our books know nothing
 * against it, and that the contract would take it. Changes nothing.
 */
export async function prepareActionRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  call: ActionCall,
): Promise<PreparedActionRelay> {
  const { chain, action } = call
  const { signed } = action
  const subject = await requireGround(ctx, caller, call)
  requireDeadline(signed.deadline, await chainSeconds(ctx, chain.chainId))
  const intent = intentOf(call, subject)
  await refuseInFlight(ctx, caller, intent)
  await requirePossible(ctx, caller, intent)
  if (signed.over === 'digest') {
    const { digest: hash, signature } = signed
    await requireSigned(ctx, chain.chainId, { address: intent.signer, hash, signature }, 'call.data')
  }
  return { call, intent: await refuseRevert(ctx, relayChainOf(ctx, intent.chain_id), intent) }
}

/** Keeps the intent, and ties it to what has been waiting for this signature. */
export async function createActionRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  { call, intent }: PreparedActionRelay,
): Promise<RelayRow> {
  await lockChanged(ctx, call, intent)
  await refuseInFlight(ctx, caller, intent)
  await requirePossible(ctx, caller, intent)
  const relay = await acceptRelay(ctx, caller, intent)
  await handInSignature(ctx, caller, call, relay)
  return relay
}

function intentOf(call: ActionCall, subject: CallSubject): SignedIntent {
  const { kind, signed, amount } = call.action
  return {
    kind,
    chain_id: BigInt(call.chain.chainId),
    contract: call.contract,
    signer: lowerCase(signed.account),
    nonce: numberToHex(signed.nonce, { size: 32 }),
    onchain_id: onchainIdOf(call),
    digest: signed.digest,
    calldata: lowerCase(call.data),
    payment_request_id: subject.paymentRequestId,
    payment_id: subject.paymentId,
    amount,
    deadline: fromSeconds(signed.deadline),
  }
}

function onchainIdOf(call: ActionCall) {
  if (call.of === 'escrow') return call.action.payment?.id ?? null
  return call.action.subscription?.id ?? call.action.plan?.id ?? null
}
