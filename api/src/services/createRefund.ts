import { encodeRefund } from '@florin/sdk/escrow/calldata.ts'
import { refundTypedData } from '@florin/sdk/escrow/typedData.ts'
import { hexToBigInt } from 'viem'
import type { Grant } from '../chain/accounts.ts'
import type { Ctx } from '../context.ts'
import { parseAmountUnits } from '../domain/amount.ts'
import type { Owner } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'
import type { SignatureReason } from '../domain/moneyOut.ts'
import { type Fields, IN_BODY, refundUnits } from '../domain/paymentAction.ts'
import { requireWithinCap } from '../domain/refundCap.ts'
import { requireFewUnsigned } from '../domain/unsigned.ts'
import type { PaymentRow } from '../store/payments.ts'
import type { RefundRow } from '../store/refunds.ts'
import { chainById } from './chainOf.ts'
import { announceRefund } from './changeRefund.ts'
import { clientFor } from './clientFor.ts'
import { acceptRelay } from './relays/acceptRelay.ts'
import { type PreparedAction, prepareAction, readPayment } from './relays/paymentAction.ts'
import { toSignatureRequest } from './signatureRequest.ts'
import { tokenDecimals } from './tokenDecimals.ts'

export interface NewRefund {
  payment: string
  /** All that is left, where none is given. */
  amount: string | undefined
  reason: string | null
  metadata: Record<string, string>
}

export interface PreparedRefund {
  input: NewRefund
  /** Where the caller named the payment. */
  at: Fields
  amount: bigint
  action: PreparedAction
  /** What the merchant lets the host refund, where the host is to act. */
  grant: Grant | null
}

/**
 * Signs, or asks for, a refund from the merchant's available balance: the only source an operator may use. Changes nothing.
 * @param at Where the caller named the payment.
 */
export async function prepareRefund(
  ctx: Ctx,
  owner: Owner,
  input: NewRefund,
  at = IN_BODY,
): Promise<PreparedRefund> {
  const { payment, live } = await readPayment(ctx, owner, input.payment, at)
  const asked =
    input.amount === undefined ? null : parseAmountUnits(input.amount, tokenDecimals(ctx, payment))
  const amount = refundUnits(payment, live, asked, at)
  let grant: Grant | null = null
  const action = await prepareAction(ctx, payment, {
    kind: 'refund',
    amount,
    at,
    typedData: (signed) => refundTypedData({ ...signed, amount, source: 'available' }),
    encode: (terms, auth) => encodeRefund(terms, amount, 'available', auth),
    whyNotHosted: async () => {
      grant = await readGrant(ctx, payment)
      const reason = whyNot(grant, payment)
      if (reason === null) requireWithinCap(grant, await underWay(ctx, payment), amount)
      return reason
    },
  })
  return { input, at, amount, action, grant }
}

function readGrant(ctx: Ctx, payment: PaymentRow): Promise<Grant> {
  const chain = chainById(ctx, payment.chain_id)
  return ctx.chain.accounts.readGrant(clientFor(ctx, chain.chainId), chain.escrow, {
    account: payment.terms.merchant,
    operator: ctx.hostOperator,
    token: payment.token,
  })
}

function whyNot(grant: Grant, payment: PaymentRow): SignatureReason | null {
  if (grant.dailyCap === 0n) return 'operator_not_registered'
  return grant.seconds >= BigInt(payment.terms.refund_by) ? 'refund_window_closed' : null
}

/** What refunds of the host's that are not in a block yet will take of the same cap. */
function underWay(ctx: Ctx, payment: PaymentRow): Promise<bigint> {
  return ctx.store.refunds.sumUnsent(ctx.db, {
    chainId: payment.chain_id,
    account: payment.terms.merchant,
    token: payment.token,
  })
}

/**
 * Keeps a refund, unless another one took the money or the cap meanwhile. Only posting writes payments, so those who act on
 * one wait for each other at a lock of its name, and at one for the cap that they share.
 */
export async function createRefund(ctx: Ctx, owner: Owner, prepared: PreparedRefund): Promise<RefundRow> {
  const { amount, action, at, input } = prepared
  const { payment } = action
  await ctx.store.locks.lock(ctx.db, `payment:${payment.id}`)
  const state = await readPayment(ctx, owner, payment.id, at)
  refundUnits(state.payment, state.live, amount, at)
  if (action.by === 'merchant') {
    requireFewUnsigned('refunds', await ctx.store.refunds.countUnsigned(ctx.db, payment.id), at.payment)
  }
  const relay = action.by === 'host' ? await accept(ctx, owner, prepared) : null
  const now = ctx.clock.now()
  const row = await ctx.store.refunds.insert(ctx.db, {
    id: newId('re', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    payment_id: payment.id,
    chain_id: payment.chain_id,
    token: payment.token,
    recipient: payment.payer,
    amount,
    reason: input.reason,
    metadata: JSON.stringify(input.metadata),
    source: 'api',
    status: relay ? 'pending' : 'requires_signature',
    relay_id: relay?.id ?? null,
    ...signatureOf(action),
    fact_identity: null,
    tx_hash: null,
    failure_code: null,
    failure_reason: null,
    created_at: now,
    succeeded_at: null,
    canceled_at: null,
  })
  await announceRefund(ctx, row, 'refund.created')
  return row
}

async function accept(ctx: Ctx, owner: Owner, { action, amount, grant }: PreparedRefund) {
  if (action.by !== 'host') return null
  const { payment, intent } = action
  await ctx.store.locks.lock(
    ctx.db,
    `refund_cap:${payment.chain_id}:${payment.terms.merchant}:${payment.token}`,
  )
  if (grant) requireWithinCap(grant, await underWay(ctx, payment), amount)
  return acceptRelay(ctx, owner, intent)
}

function signatureOf(action: PreparedAction) {
  if (action.by === 'host') {
    const { signer, nonce, deadline } = action.intent
    return {
      signer,
      nonce: hexToBigInt(nonce),
      signature_request: null,
      signature_expires_at: deadline,
    }
  }
  const { signer, nonce, deadline, reason, request } = action
  return {
    signer,
    nonce,
    signature_request: JSON.stringify(toSignatureRequest(reason, request)),
    signature_expires_at: deadline,
  }
}
