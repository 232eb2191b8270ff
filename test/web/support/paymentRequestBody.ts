import { type Address, getAddress, zeroAddress } from 'viem'
import { paymentId, type Terms } from '../../../sdk/src/escrow/terms.ts'
import { receiveWithAuthorizationTypedData } from '../../../sdk/src/escrow/typedData.ts'
import { CHAIN_ID, ESCROW, INVOICE, type Json, type JsonObject, MERCHANT, TOKEN } from './fixtures.ts'

export const tokenDomain = { name: 'Florin Test Dollar', version: '2' }

const CAPTURE_WINDOW = 7n * 86_400n

export function termsFor(
  payer: Address,
  amount: bigint,
  authorizeBy: bigint,
  captureMethod: 'automatic' | 'manual' = 'automatic',
): Terms {
  const isManual = captureMethod === 'manual'
  const captureBy = isManual ? authorizeBy + CAPTURE_WINDOW : authorizeBy
  return {
    payer: getAddress(payer),
    merchant: MERCHANT,
    operator: zeroAddress,
    token: TOKEN,
    amount,
    mode: isManual ? 'escrow' : 'charge',
    authorizeBy,
    captureBy,
    refundBy: captureBy + 7_776_000n,
    minFeeBps: 0,
    maxFeeBps: 0,
    feeRecipient: zeroAddress,
    invoiceRef: `0x${'17'.repeat(32)}`,
    salt: 1234567890n,
  }
}

/** The answer of `POST /v1/invoices/{id}/payment_requests`. */
export function paymentRequestBody(terms: Terms): JsonObject {
  const typedData = receiveWithAuthorizationTypedData({
    terms,
    escrow: ESCROW,
    chainId: CHAIN_ID,
    tokenDomain,
  })
  return {
    object: 'payment_request',
    id: 'preq_01k5h42000000000000000000',
    invoice: INVOICE,
    payer: terms.payer,
    chain: `eip155:${CHAIN_ID}`,
    onchain_id: paymentId({ chainId: CHAIN_ID, escrow: ESCROW }, terms),
    mode: terms.mode,
    terms: {
      payer: terms.payer,
      merchant: terms.merchant,
      operator: terms.operator,
      token: terms.token,
      amount: terms.amount.toString(),
      mode: terms.mode,
      authorize_by: terms.authorizeBy.toString(),
      capture_by: terms.captureBy.toString(),
      refund_by: terms.refundBy.toString(),
      min_fee_bps: terms.minFeeBps.toString(),
      max_fee_bps: terms.maxFeeBps.toString(),
      fee_recipient: terms.feeRecipient,
      invoice_ref: terms.invoiceRef,
      salt: terms.salt.toString(),
    },
    authorize_by: new Date(Number(terms.authorizeBy) * 1000).toISOString(),
    typed_data: {
      receive_with_authorization: toJson(typedData),
      consent: {},
      consent_available: {},
      permit2: null,
    },
    call: { to: ESCROW, data: '0x' },
  }
}

function toJson(value: unknown): Json {
  const json: Json = JSON.parse(
    JSON.stringify(value, (_name, field: unknown) => (typeof field === 'bigint' ? field.toString() : field)),
  )
  return json
}
