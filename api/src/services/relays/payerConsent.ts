import { permit2TypedData } from '@florin/sdk/escrow/permit2.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import { consentTypedData } from '@florin/sdk/escrow/typedData.ts'
import { hashTypedData } from 'viem'
import type { Ctx } from '../../context.ts'
import { shownAddress } from '../../domain/address.ts'
import { DomainError } from '../../domain/errors.ts'
import { fromTermsRow } from '../../domain/terms.ts'
import type { PaymentRequestRow } from '../../store/paymentRequests.ts'
import { requireSigned } from './requireSigned.ts'

/** How a payment was handed in: by its request, or as the call that pays it. Every fault of a call is one of its bytes. */
export type PaidBy = 'payment_request' | 'call.data'

/** What a payer signs for each source, by its name in the `typed_data` of a payment request. */
const SIGNED: Record<Pull['source'], string> = {
  erc3009: 'receive_with_authorization',
  permit2: 'permit2',
  allowance: 'consent',
  available: 'consent_available',
  permit: 'consent_permit',
  native: 'consent',
}

export function fieldOf(paidBy: PaidBy, name: string): string {
  return paidBy === 'payment_request' ? name : paidBy
}

/** Whether the payer signed. What it signed for its token (EIP-3009, a permit) is judged by the token, and so by the simulation. */
export async function requireConsent(
  ctx: Ctx,
  request: PaymentRequestRow,
  pull: Pull,
  paidBy: PaidBy,
): Promise<void> {
  if (pull.source === 'erc3009' || pull.source === 'native') return
  if (pull.source === 'permit') requirePermitValue(request, pull.permit.value, paidBy)
  const terms = fromTermsRow(request.terms)
  const place = { chainId: Number(request.chain_id), escrow: request.escrow }
  const hash =
    pull.source === 'permit2'
      ? hashTypedData(permit2TypedData({ ...place, terms }))
      : hashTypedData(consentTypedData({ ...place, id: request.onchain_id, source: pull.source }))
  const signed = { address: request.payer, hash, signature: pull.signature }
  const param = fieldOf(paidBy, 'signature')
  await requireSigned(ctx, place.chainId, signed, { param, message: whoMustSign(request, pull.source) })
}

/** What a signature of somebody else, or over something else, is told. */
export function whoMustSign(
  request: PaymentRequestRow,
  source: Pull['source'],
  name = SIGNED[source],
): string {
  const payer = shownAddress(request.payer)
  return `${payer} did not sign this; sign \`typed_data.${name}\` of payment request ${request.id}, as it is, with ${payer}`
}

function requirePermitValue(request: PaymentRequestRow, value: bigint, paidBy: PaidBy): void {
  const { amount } = fromTermsRow(request.terms)
  if (value >= amount) return
  const param = fieldOf(paidBy, 'permit.value')
  throw new DomainError(
    'invalid_request',
    `${param}: the permit must be for ${amount} base units, the amount of the payment request; found ${value}.`,
    { param },
  )
}
