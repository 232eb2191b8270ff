import type { Address, Hex } from 'viem'
import type { FlorinClient } from '../client.ts'
import { receiveWithAuthorizationTypedData } from '../escrow/typedData.ts'
import type { components } from '../generated/api.ts'
import { unwrap } from '../unwrap.ts'
import { TermsRefused, verifiedTerms } from './verifiedTerms.ts'

export interface PayInvoiceOptions {
  /** A client with the invoice's checkout token: what it shows is what the terms are held against. */
  api: FlorinClient
  invoice: string
  payer: Address
  /** Such as `(typedData) => wallet.signTypedData(typedData)` with a WalletClient or a local account of viem. */
  sign: (typedData: ReturnType<typeof receiveWithAuthorizationTypedData>) => Promise<Hex>
}

/**
 * Pays what is due of an invoice by one signature (EIP-3009) and no gas. What is signed is built here from the terms, and
 * only once they say what the invoice shows: whom, how much, in which token. Answers with the relay that carries it; follow
 * it with `settledRelay`, or wait for the invoice's webhooks. For tokens without EIP-3009 there is `payByPermit`.
 *
 * @throws TermsRefused where the terms are not those of the invoice.
 * @throws FlorinError where the API refused.
 */
export async function payInvoice({
  api,
  invoice,
  payer,
  sign,
}: PayInvoiceOptions): Promise<components['schemas']['Relay']> {
  const { request, domain, terms, token } = await verifiedTerms(api, invoice, payer)
  if (!token.hasEip3009) throw new TermsRefused(['this token cannot be paid with one signature'])
  const signature = await sign(
    receiveWithAuthorizationTypedData({ ...domain, terms, tokenDomain: token.domain }),
  )
  return unwrap(
    api.POST('/v1/relays', {
      params: { header: { 'Idempotency-Key': request.id } },
      body: { payment_request: request.id, signature },
    }),
  )
}
