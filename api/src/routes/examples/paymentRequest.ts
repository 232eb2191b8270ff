import { encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { permitTypedData } from '@florin/sdk/escrow/permit.ts'
import { permit2TypedData } from '@florin/sdk/escrow/permit2.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import { consentTypedData, receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import { stringify, zeroAddress } from 'viem'
import { withDomainType } from '../../domain/typedData.ts'
import {
  EXAMPLE_CHAIN,
  EXAMPLE_ESCROW,
  EXAMPLE_MERCHANT,
  EXAMPLE_PAYER,
  EXAMPLE_TIME,
  EXAMPLE_TOKEN,
  exampleDollars,
  exampleId,
} from './parts.ts'

const AUTHORIZE_BY = '2026-11-22T12:30:00.000Z'
const authorizeBy = BigInt(Date.parse(AUTHORIZE_BY) / 1000)

const terms: Terms = {
  payer: EXAMPLE_PAYER,
  merchant: EXAMPLE_MERCHANT,
  operator: zeroAddress,
  token: EXAMPLE_TOKEN,
  amount: 10_000_000n,
  mode: 'charge',
  authorizeBy,
  captureBy: authorizeBy,
  refundBy: authorizeBy + 7_776_000n,
  minFeeBps: 0,
  maxFeeBps: 0,
  feeRecipient: zeroAddress,
  invoiceRef: `0x${'17'.repeat(32)}`,
  salt: 1_234_567_890n,
}
const domain = { chainId: 31337, escrow: EXAMPLE_ESCROW } as const
const tokenDomain = { name: 'Florin Test Dollar', version: '2' }
const id = paymentId(domain, terms)

/** Real terms: their digest is the payment id, and the typed data and the calldata are made of them. */
export const paymentRequestExample = {
  object: 'payment_request',
  id: exampleId('preq'),
  invoice: exampleId('inv'),
  payer: EXAMPLE_PAYER,
  chain: EXAMPLE_CHAIN,
  onchain_id: id,
  mode: 'charge',
  amount: exampleDollars('10000000'),
  terms: {
    payer: terms.payer,
    merchant: terms.merchant,
    operator: terms.operator,
    token: terms.token,
    amount: String(terms.amount),
    mode: terms.mode,
    authorize_by: String(terms.authorizeBy),
    capture_by: String(terms.captureBy),
    refund_by: String(terms.refundBy),
    min_fee_bps: terms.minFeeBps,
    max_fee_bps: terms.maxFeeBps,
    fee_recipient: terms.feeRecipient,
    invoice_ref: terms.invoiceRef,
    salt: String(terms.salt),
  },
  authorize_by: AUTHORIZE_BY,
  typed_data: {
    receive_with_authorization: asJson(
      receiveWithAuthorizationTypedData({
        ...domain,
        terms,
        tokenDomain,
      }),
    ),
    consent: asJson(consentTypedData({ ...domain, id, source: 'allowance' })),
    consent_available: asJson(consentTypedData({ ...domain, id, source: 'available' })),
    permit: asJson(
      permitTypedData({
        ...domain,
        owner: EXAMPLE_PAYER,
        token: EXAMPLE_TOKEN,
        tokenDomain,
        value: terms.amount,
        nonce: 0n,
        deadline: authorizeBy,
      }),
    ),
    consent_permit: asJson(consentTypedData({ ...domain, id, source: 'permit' })),
    permit2: asJson(permit2TypedData({ ...domain, terms })),
  },
  call: {
    to: EXAMPLE_ESCROW,
    data: encodeCharge(terms, 0n, { source: 'allowance', signature: '0x' }),
  },
  created_at: EXAMPLE_TIME,
}

/** Whole numbers as decimal text, as the API shows them. */
function asJson(typedData: object): unknown {
  return withDomainType(JSON.parse(stringify(typedData)))
}
