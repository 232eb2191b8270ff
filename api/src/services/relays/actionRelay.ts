import { numberToHex } from 'viem'
import type { Ctx } from '../../context.ts'
import { lowerCase, shownAddress } from '../../domain/address.ts'
import type { CheckoutCaller, MerchantCaller, Owner } from '../../domain/caller.ts'
import { requireDeadline } from '../../domain/callRules.ts'
import { fromSeconds } from '../../domain/clock.ts'
import type { DomainError } from '../../domain/errors.ts'
import { fieldRefused, refusedByContract } from '../../domain/refusedByContract.ts'
import { isOfSignature, type Revert } from '../../domain/revert.ts'
import type { PaymentRequestRow } from '../../store/paymentRequests.ts'
import type { RelayRow } from '../../store/relays.ts'
import { chainSeconds } from '../chainOf.ts'
import { acceptRelay, type PricedIntent, refuseInFlight, type SignedIntent } from './acceptRelay.ts'
import { lockChanged, requirePossible } from './changedPayment.ts'
import { handInSignature } from './handInSignature.ts'
import type { ReadCall } from './readCall.ts'
import { refuseRevert } from './refuseRevert.ts'
import { requireBurnAtLast } from './requireBurn.ts'
import { type CallSubject, requireGround } from './requireGround.ts'
import { requireSigned } from './requireSigned.ts'
import { relayChainOf } from './senderOf.ts'

/** A call is one field, which holds all that could be wrong with it. */
const PARAM = 'call.data'

/** The call of an action that an account signed. */
export type ActionCall = Extract<ReadCall, { of: 'escrow' | 'manager' }>

export interface PreparedActionRelay {
  call: ActionCall
  intent: PricedIntent
  /** The payment request that it takes back, if it does. */
  burned: PaymentRequestRow | null
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
  await refuseInFlight(ctx, caller, intent, PARAM)
  await requirePossible(ctx, caller, intent)
  if (signed.over === 'digest') {
    const { digest: hash, signature } = signed
    const fault = { param: PARAM, message: whoMustSign(intent) }
    await requireSigned(ctx, chain.chainId, { address: intent.signer, hash, signature }, fault)
  }
  const priced = await refuseRevert(ctx, relayChainOf(ctx, intent.chain_id), intent, (revert) =>
    explain(ctx, caller, intent, revert),
  )
  return { call, intent: priced, burned: subject.request }
}

/** What the account signed for its token is judged by the token, and told like every other signature. */
async function explain(ctx: Ctx, owner: Owner, intent: SignedIntent, revert: Revert): Promise<DomainError> {
  if (isOfSignature(revert)) return fieldRefused('invalid_signature', PARAM, whoMustSign(intent), revert)
  const { onchain_id } = intent
  if (revert.error?.name !== 'NonceAlreadyUsed' || onchain_id === null)
    return refusedByContract(revert, PARAM)
  const executed = await ctx.store.relays.findExecuted(ctx.db, owner, { ...intent, onchain_id })
  const fate = executed && `it was executed by relay ${executed.id} already`
  return refusedByContract(revert, PARAM, fate)
}

function whoMustSign({ signer }: SignedIntent): string {
  const account = shownAddress(signer)
  return `${account}, its account, did not sign exactly the values of this call; sign their typed data with ${account}`
}

/** Keeps the intent, and ties it to what has been waiting for this signature. */
export async function createActionRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  { call, intent, burned }: PreparedActionRelay,
): Promise<RelayRow> {
  if (burned) await requireBurnAtLast(ctx, caller, burned)
  await lockChanged(ctx, call, intent)
  await refuseInFlight(ctx, caller, intent, PARAM)
  await requirePossible(ctx, caller, intent)
  const relay = await acceptRelay(ctx, caller, intent, PARAM)
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
    payment_request_id: subject.request?.id ?? null,
    payment_id: subject.paymentId,
    amount,
    deadline: fromSeconds(signed.deadline),
  }
}

function onchainIdOf(call: ActionCall) {
  if (call.of === 'escrow') return call.action.payment?.id ?? null
  return call.action.subscription?.id ?? call.action.plan?.id ?? null
}
