import type { Terms } from '@florin/sdk/escrow/terms.ts'
import type { Address, Hex } from 'viem'
import { type Reader, readObject } from '../parse/reader.ts'
import type { ApiClient } from './client.ts'

/** The typed data as the API sent it. It is compared with our own, and never signed itself. */
export type OfferedAuthorization = {
  domain: { name: string; version: string; chainId: bigint; verifyingContract: Address }
  primaryType: string
  fields: string
  message: {
    from: Address
    to: Address
    value: bigint
    validAfter: bigint
    validBefore: bigint
    nonce: Hex
  }
}

export type PaymentRequest = {
  id: string
  invoice: string
  onchainId: Hex
  terms: Terms
  authorizeBy: Date
  /** Null where the token knows no EIP-3009. */
  authorization: OfferedAuthorization | null
}

export async function createPaymentRequest(
  api: ApiClient,
  input: { invoice: string; payer: Address },
  idempotencyKey: string,
): Promise<PaymentRequest> {
  const path = `/v1/invoices/${encodeURIComponent(input.invoice)}/payment_requests`
  const request = readObject(await api.post(path, { payer: input.payer }, idempotencyKey), 'payment_request')
  const authorization = request.child('typed_data').childOrNull('receive_with_authorization')
  return {
    id: request.text('id'),
    invoice: request.text('invoice'),
    onchainId: request.hex('onchain_id'),
    terms: readTerms(request.child('terms')),
    authorizeBy: request.moment('authorize_by'),
    authorization: authorization && readAuthorization(authorization),
  }
}

function readTerms(terms: Reader): Terms {
  return {
    payer: terms.address('payer'),
    merchant: terms.address('merchant'),
    operator: terms.address('operator'),
    token: terms.address('token'),
    amount: terms.units('amount'),
    mode: terms.oneOf('mode', ['escrow', 'charge']),
    authorizeBy: terms.units('authorize_by'),
    captureBy: terms.units('capture_by'),
    refundBy: terms.units('refund_by'),
    minFeeBps: Number(terms.units('min_fee_bps')),
    maxFeeBps: Number(terms.units('max_fee_bps')),
    feeRecipient: terms.address('fee_recipient'),
    invoiceRef: terms.hex('invoice_ref'),
    salt: terms.units('salt'),
  }
}

function readAuthorization(typedData: Reader): OfferedAuthorization {
  const domain = typedData.child('domain')
  const message = typedData.child('message')
  const fields = typedData.child('types').children('ReceiveWithAuthorization')
  return {
    domain: {
      name: domain.text('name'),
      version: domain.text('version'),
      chainId: domain.units('chainId'),
      verifyingContract: domain.address('verifyingContract'),
    },
    primaryType: typedData.text('primaryType'),
    fields: describeFields(fields.map((field) => ({ name: field.text('name'), type: field.text('type') }))),
    message: {
      from: message.address('from'),
      to: message.address('to'),
      value: message.units('value'),
      validAfter: message.units('validAfter'),
      validBefore: message.units('validBefore'),
      nonce: message.hex('nonce'),
    },
  }
}

/** The EIP-712 way to write a struct's fields, so that two lists are compared as text. */
export function describeFields(fields: readonly { name: string; type: string }[]): string {
  return fields.map((field) => `${field.type} ${field.name}`).join(',')
}
