import { encodeAuthorize, encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { permitTypedData } from '@florin/sdk/escrow/permit.ts'
import { permit2TypedData } from '@florin/sdk/escrow/permit2.ts'
import type { EscrowDomain, Terms } from '@florin/sdk/escrow/terms.ts'
import { consentTypedData, receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import { getAddress, stringify } from 'viem'
import { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { caip2, type TokenInfo } from '../../domain/chain.ts'
import { toMoney } from '../../domain/objects/money.ts'
import { fromTermsRow, showTerms } from '../../domain/terms.ts'
import { withDomainType } from '../../domain/typedData.ts'
import type { PaymentRequestRow } from '../../store/paymentRequests.ts'
import { paymentRequestExample } from '../examples/paymentRequest.ts'
import { addressSchema, hashSchema, moneySchema, timeSchema } from './common.ts'

const termsSchema = z
  .object({
    payer: addressSchema,
    merchant: addressSchema,
    operator: addressSchema,
    token: addressSchema,
    amount: z.string(),
    mode: z.enum(['escrow', 'charge']),
    authorize_by: z.string(),
    capture_by: z.string(),
    refund_by: z.string(),
    min_fee_bps: z.int(),
    max_fee_bps: z.int(),
    fee_recipient: addressSchema,
    invoice_ref: hashSchema,
    salt: z.string(),
  })
  .meta({ id: 'Terms', description: 'The Solidity struct; whole numbers as text, times in seconds.' })

export const typedDataSchema = z
  .object({
    domain: z.record(z.string(), z.unknown()),
    types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
    primaryType: z.string(),
    message: z.record(z.string(), z.unknown()),
  })
  .meta({
    id: 'TypedData',
    description:
      'EIP-712 typed data, ready for eth_signTypedData_v4: `types` names the fields of the domain as `EIP712Domain` too. Delete it there for a library that adds it by itself and refuses it given, such as ethers.',
  })

export const callSchema = z
  .object({ to: addressSchema, data: z.string().meta({ description: 'Calldata.' }) })
  .meta({ id: 'Call', description: 'A transaction that the account itself may send.' })

export const paymentRequestSchema = z
  .object({
    object: z.literal('payment_request'),
    id: z.string(),
    invoice: z.string(),
    payer: addressSchema,
    chain: z.string(),
    onchain_id: hashSchema.meta({ description: 'The payment id on chain: the EIP-712 digest of the terms.' }),
    mode: z.enum(['escrow', 'charge']),
    amount: moneySchema,
    terms: termsSchema,
    authorize_by: timeSchema,
    typed_data: z.object({
      receive_with_authorization: typedDataSchema.nullable().meta({
        description:
          'Source `erc3009`: one signature, by EIP-3009, pays and binds all terms. Null where the token does not know it.',
      }),
      consent: typedDataSchema.meta({
        description:
          'Source `allowance`: consent to be paid from an ERC-20 allowance of the escrow, which must be there.',
      }),
      consent_available: typedDataSchema.meta({
        description: 'Source `available`: consent to be paid from the payer’s own balance in the escrow.',
      }),
      permit: typedDataSchema.nullable().meta({
        description:
          'Source `permit`: an EIP-2612 permit that lets the escrow spend the amount until `authorize_by`; given as `permit`, beside `consent_permit`. A later permit of the same wallet for this token makes it void. Null where the token takes none, where the payer is a contract, or where the chain does not answer now.',
      }),
      consent_permit: typedDataSchema.nullable().meta({
        description: 'Source `permit`: consent to be paid from that permit. Null where `permit` is.',
      }),
      permit2: typedDataSchema.nullable().meta({
        description:
          'Source `permit2`: one signature pays and binds all terms, where Permit2 has an allowance of the token. Null where the chain has no Permit2, or does not answer now.',
      }),
    }),
    call: callSchema,
    created_at: timeSchema,
  })
  .meta({ id: 'PaymentRequest', example: paymentRequestExample })

/** What else than its terms decides what a payer can sign. */
interface Ways {
  /** Whether the chain has it. */
  permit2: boolean
  /** That of the payer's next permit; null where it can sign none. */
  permitNonce: bigint | null
}

export function shapePaymentRequest(
  ctx: Ctx,
  row: PaymentRequestRow,
  { permit2, permitNonce }: Ways,
): z.input<typeof paymentRequestSchema> {
  const chainId = Number(row.chain_id)
  const terms = fromTermsRow(row.terms)
  const domain = { chainId, escrow: getAddress(row.escrow) }
  const token = ctx.chains.get(chainId)?.tokens.find((listed) => listed.address === row.terms.token)
  const pull = { source: 'allowance', signature: '0x' } as const
  const consent = (source: 'allowance' | 'available' | 'permit') =>
    showTypedData(consentTypedData({ ...domain, id: row.onchain_id, source }))
  return {
    object: 'payment_request',
    id: row.id,
    invoice: row.invoice_id,
    payer: getAddress(row.payer),
    chain: caip2(row.chain_id),
    onchain_id: row.onchain_id,
    mode: terms.mode,
    amount: toMoney(ctx.chains, { chain_id: row.chain_id, token: row.terms.token }, terms.amount),
    terms: showTerms(row.terms),
    authorize_by: row.authorize_by.toISOString(),
    typed_data: {
      receive_with_authorization: token?.eip3009
        ? showTypedData(receiveWithAuthorizationTypedData({ ...domain, terms, tokenDomain: token.eip712 }))
        : null,
      consent: consent('allowance'),
      consent_available: consent('available'),
      permit:
        token && permitNonce !== null ? showTypedData(permitFor(domain, terms, token, permitNonce)) : null,
      consent_permit: token && permitNonce !== null ? consent('permit') : null,
      permit2: permit2 ? showTypedData(permit2TypedData({ ...domain, terms })) : null,
    },
    call: {
      to: domain.escrow,
      data:
        terms.mode === 'charge'
          ? encodeCharge(terms, feeBounds(terms.amount, terms).least, pull)
          : encodeAuthorize(terms, pull),
    },
    created_at: row.created_at.toISOString(),
  }
}

/** Lets the escrow spend no more than the payment, and no longer than it can begin. */
function permitFor(domain: EscrowDomain, terms: Terms, token: TokenInfo, nonce: bigint) {
  const { payer: owner, amount: value, authorizeBy: deadline } = terms
  const fields = { owner, token: terms.token, tokenDomain: token.eip712, value, nonce, deadline }
  return permitTypedData({ ...domain, ...fields })
}

/** Typed data as JSON: whole numbers as decimal text, which wallets accept. */
export function showTypedData(typedData: object): z.output<typeof typedDataSchema> {
  return withDomainType(typedDataSchema.parse(JSON.parse(stringify(typedData))))
}
