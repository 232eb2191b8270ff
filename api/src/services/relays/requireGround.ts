import type { Ctx } from '../../context.ts'
import { lowerCase, shownAddress } from '../../domain/address.ts'
import type { CheckoutCaller, MerchantCaller } from '../../domain/caller.ts'
import { GROUNDS } from '../../domain/callRules.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import type { PaymentRequestRow } from '../../store/paymentRequests.ts'
import type { ActionCall } from './actionRelay.ts'
import { requestOf } from './payerRelay.ts'
import { requireBurn } from './requireBurn.ts'

type Hex = `0x${string}`

/** What of ours a call is about. */
export interface CallSubject {
  request: PaymentRequestRow | null
  paymentId: string | null
}

const NOTHING: CallSubject = { request: null, paymentId: null }

/**
 * Requires that a call concerns the merchant that is to pay for it. A payer's page may have nothing sent but what takes back the
 * requests of its own invoice.
 */
export async function requireGround(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  call: ActionCall,
): Promise<CallSubject> {
  const ground = GROUNDS[call.action.kind]
  if (caller.kind === 'checkout' && ground !== 'request') {
    throw notYours(`a checkout token may have a payment or a burn sent, and no ${call.action.kind}`)
  }
  switch (ground) {
    case 'request':
      return ofRequest(ctx, caller, call)
    case 'payment':
      return ofPayment(ctx, caller, call)
    case 'account':
      await requireAddress(ctx, caller, call.chain, call.action.signed.account, 'its account')
      return NOTHING
    case 'plan': {
      const plan = call.of === 'manager' ? call.action.plan : null
      if (!plan) throw notYours('it names no plan')
      await requireAddress(ctx, caller, call.chain, plan.plan.merchant, 'the merchant of its plan')
      return NOTHING
    }
    case 'none':
      return NOTHING
  }
}

async function ofRequest(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  call: ActionCall,
): Promise<CallSubject> {
  const request = await requestOf(ctx, caller, call.chain, paymentIdOf(call))
  await requireBurn(ctx, caller, request)
  return { request, paymentId: null }
}

async function ofPayment(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  call: ActionCall,
): Promise<CallSubject> {
  const id = paymentIdOf(call)
  const chainId = BigInt(call.chain.chainId)
  const payment = await ctx.store.payments.findByOnchainId(ctx.db, caller, chainId, id)
  if (!payment) throw notFound('payment', id, 'call.data')
  return { request: null, paymentId: payment.id }
}

function paymentIdOf(call: ActionCall): Hex {
  const payment = call.of === 'escrow' ? call.action.payment : null
  if (!payment) throw notYours('it names no payment')
  return payment.id
}

async function requireAddress(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  chain: ChainInfo,
  address: Hex,
  what: string,
): Promise<void> {
  const owner = await ctx.store.merchants.findByAddress(ctx.db, BigInt(chain.chainId), lowerCase(address))
  if (owner?.merchant_id === caller.merchantId && owner.mode === caller.mode) return
  throw notYours(`${what}, ${shownAddress(address)}, is none of your addresses on ${chain.name}`)
}

function notYours(why: string): DomainError {
  return new DomainError('call_not_yours', `call.data: ${why}.`, { param: 'call.data' })
}
