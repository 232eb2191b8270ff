import { randomBytes } from 'node:crypto'
import { type Auth, encodeAuth, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import type { SignedAction } from '@florin/sdk/escrow/typedData.ts'
import { bytesToBigInt, type HashTypedDataParameters, hashTypedData, numberToHex } from 'viem'
import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { fromSeconds } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import type { SignatureReason } from '../../domain/moneyOut.ts'
import type { ActionKind, Fields, LiveAction } from '../../domain/paymentAction.ts'
import { IN_PATH, requireConfirmed, requireInEscrow } from '../../domain/paymentAction.ts'
import { refusedByContract } from '../../domain/refusedByContract.ts'
import { fromTermsRow } from '../../domain/terms.ts'
import type { PaymentRow } from '../../store/payments.ts'
import type { RelayRow } from '../../store/relays.ts'
import { chainById, chainSeconds } from '../chainOf.ts'
import { getPayment } from '../getPayment.ts'
import { acceptRelay, type PricedIntent, type SignedIntent } from './acceptRelay.ts'
import { refuseRevert } from './refuseRevert.ts'
import { relayChainOf } from './senderOf.ts'

type Hex = `0x${string}`

/**
 * How long what was signed may wait to be mined, in seconds of chain time. Short, because a relay that the chain refused once
 * keeps its amount from others until nobody can execute it any more.
 */
const ACTION_LIFE = 600n

/** What differs between captures, voids and refunds. */
export interface ActionPlan {
  kind: ActionKind
  amount: bigint | null
  /** Where the caller named the payment, if not in the path. */
  at?: Fields
  typedData(action: SignedAction & { id: Hex }): HashTypedDataParameters
  encode(terms: Terms, auth: Hex): Hex
  /** Why the host may not do it although it is the operator, if so. */
  whyNotHosted?(payment: PaymentRow): Promise<SignatureReason | null>
}

export interface SignatureRequest {
  payment: string
  kind: ActionKind
  typedData: HashTypedDataParameters
  /** The transaction that the merchant may send itself instead of signing. */
  call: { to: Hex; data: Hex }
}

/** A checked action: signed by the host's operator key, or to be signed by the merchant. */
export type PreparedAction =
  | { by: 'host'; payment: PaymentRow; intent: PricedIntent }
  | {
      by: 'merchant'
      payment: PaymentRow
      request: SignatureRequest
      reason: SignatureReason
      signer: Hex
      nonce: bigint
      deadline: Date
    }

/** The payment and what is already changing it. */
export interface PaymentInMotion {
  payment: PaymentRow
  live: LiveAction[]
}

export async function readPayment(
  ctx: Ctx,
  owner: Owner,
  id: string,
  at = IN_PATH,
): Promise<PaymentInMotion> {
  const payment = await getPayment(ctx, owner, id, at.payment)
  requireInEscrow(payment, at)
  requireConfirmed(payment, at)
  const relays = await ctx.store.relays.listLiveByPayment(ctx.db, id)
  const refunds = await ctx.store.refunds.listPending(ctx.db, id)
  return {
    payment,
    live: [
      ...relays,
      ...refunds.map(({ id, relay_id, amount }) => ({ id: relay_id ?? id, kind: 'refund' as const, amount })),
    ],
  }
}

/**
 * Signs with the host's operator key where the merchant opted in and the terms name that key, and has the contract judge the
 * call; else asks the merchant for its own signature. Nobody else's key can act for a merchant.
 * @param nonce That of what is signed anew, where the host signed already: then only one of both can ever be executed.
 */
export async function prepareAction(
  ctx: Ctx,
  payment: PaymentRow,
  plan: ActionPlan,
  nonce = bytesToBigInt(randomBytes(32)),
): Promise<PreparedAction> {
  const { payment: param } = plan.at ?? IN_PATH
  const chain = chainById(ctx, payment.chain_id)
  const terms = fromTermsRow(payment.terms)
  const place = { chainId: chain.chainId, escrow: chain.escrow }
  if (paymentId(place, terms) !== payment.onchain_id) {
    throw new DomainError(
      'payment_of_other_deployment',
      `Payment ${payment.id} is held by an escrow that this installation used before; act on it in that contract.`,
      { param },
    )
  }
  const reason = (await whyNotOperator(ctx, payment)) ?? (await plan.whyNotHosted?.(payment)) ?? null
  const action = {
    ...place,
    id: payment.onchain_id,
    account: reason === null ? ctx.hostOperator : terms.merchant,
    nonce,
    deadline: (await chainSeconds(ctx, chain.chainId)) + ACTION_LIFE,
  }
  const typedData = plan.typedData(action)
  if (reason !== null) {
    const call = { to: chain.escrow, data: plan.encode(terms, senderAuth) }
    const request = { payment: payment.id, kind: plan.kind, typedData, call }
    const deadline = fromSeconds(action.deadline)
    return { by: 'merchant', payment, request, reason, signer: payment.terms.merchant, nonce, deadline }
  }
  const signature = await ctx.chain.signing.signAction(ctx.operator, typedData)
  const signed = { escrow: chain.escrow, digest: hashTypedData(typedData) }
  const intent = intentOf(payment, plan, terms, { ...action, signature }, signed)
  const priced = await refuseRevert(ctx, relayChainOf(ctx, payment.chain_id), intent, (revert) =>
    refusedByContract(revert, param),
  )
  return { by: 'host', payment, intent: priced }
}

/**
 * Nobody else's key than a merchant's own acts for it, unless it opted in, the terms say so, and the address whose money it
 * is still belongs to that merchant.
 */
async function whyNotOperator(ctx: Ctx, payment: PaymentRow): Promise<SignatureReason | null> {
  const merchant = await ctx.store.merchants.find(ctx.db, payment.merchant_id)
  if (!merchant?.operator_opted_in) return 'not_opted_in'
  if (payment.terms.operator !== ctx.hostOperator) return 'operator_not_in_terms'
  const { chain_id: chainId, terms } = payment
  const owner = await ctx.store.merchants.findByAddress(ctx.db, chainId, terms.merchant)
  return owner?.merchant_id === payment.merchant_id ? null : 'address_not_yours'
}

function intentOf(
  payment: PaymentRow,
  plan: ActionPlan,
  terms: Terms,
  auth: Auth,
  signed: { escrow: Hex; digest: Hex },
): SignedIntent {
  return {
    kind: plan.kind,
    chain_id: payment.chain_id,
    contract: signed.escrow,
    signer: payment.terms.operator,
    nonce: numberToHex(auth.nonce, { size: 32 }),
    onchain_id: payment.onchain_id,
    digest: signed.digest,
    calldata: plan.encode(terms, encodeAuth(auth)),
    payment_request_id: null,
    payment_id: payment.id,
    amount: plan.amount,
    deadline: fromSeconds(auth.deadline),
  }
}

/**
 * Keeps a signed action, unless another one took the money meanwhile. Only posting may write payments, so those who act
 * on one wait for each other at a lock of its name.
 */
export async function acceptAction(
  ctx: Ctx,
  owner: Owner,
  prepared: PreparedAction,
  recheck: (state: PaymentInMotion) => void,
): Promise<RelayRow | SignatureRequest> {
  if (prepared.by === 'merchant') return prepared.request
  await ctx.store.locks.lock(ctx.db, `payment:${prepared.payment.id}`)
  recheck(await readPayment(ctx, owner, prepared.payment.id))
  return acceptRelay(ctx, owner, prepared.intent)
}
