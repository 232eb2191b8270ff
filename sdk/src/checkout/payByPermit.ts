import type { Address, Hex } from 'viem'
import type { FlorinClient } from '../client.ts'
import { permitTypedData } from '../escrow/permit.ts'
import { consentTypedData } from '../escrow/typedData.ts'
import type { components } from '../generated/api.ts'
import { parseBaseUnits } from '../money.ts'
import { unwrap } from '../unwrap.ts'
import { TermsRefused, type VerifiedTerms, verifiedTerms } from './verifiedTerms.ts'

export interface PayByPermitOptions {
  /** A client with the invoice's checkout token: what it shows is what the terms are held against. */
  api: FlorinClient
  invoice: string
  /** A wallet with a key: contract wallets cannot sign permits. */
  payer: Address
  /** Such as `(typedData) => wallet.signTypedData(typedData)` with a WalletClient or a local account of viem. */
  signPermit: (typedData: ReturnType<typeof permitTypedData>) => Promise<Hex>
  signConsent: (typedData: ReturnType<typeof consentTypedData>) => Promise<Hex>
}

/**
 * Pays what is due of an invoice by two signatures and no gas: a permit (EIP-2612) that lets the escrow spend just what is due, until
 * the payment's deadline, and a consent to this payment. Both are built here from the terms, once they say what the invoice shows; of
 * what the API says only the permit's nonce is taken. Answers with the relay that carries it.
 *
 * @throws TermsRefused where the terms are not those of the invoice, or its token takes no permits.
 * @throws FlorinError where the API refused.
 */
export async function payByPermit({
  api,
  invoice,
  payer,
  signPermit,
  signConsent,
}: PayByPermitOptions): Promise<components['schemas']['Relay']> {
  const verified = await verifiedTerms(api, invoice, payer)
  const { request, domain } = verified
  const permit = permitOf(verified)
  const { value, deadline } = permit.message
  const permitSignature = await signPermit(permit)
  const id = hexOf(request.onchain_id)
  const signature = await signConsent(consentTypedData({ ...domain, id, source: 'permit' }))
  return unwrap(
    api.POST('/v1/relays', {
      params: { header: { 'Idempotency-Key': request.id } },
      body: {
        payment_request: request.id,
        source: 'permit',
        signature,
        permit: { value: value.toString(), deadline: deadline.toString(), signature: permitSignature },
      },
    }),
  )
}

function permitOf({ request, domain, terms, token }: VerifiedTerms) {
  const nonce = parseBaseUnits(String(request.typed_data.permit?.message.nonce))
  if (nonce === undefined) throw new TermsRefused(['its token takes no permits'])
  const { payer: owner, amount: value, authorizeBy: deadline } = terms
  const fields = { owner, token: terms.token, tokenDomain: token.domain, value, nonce, deadline }
  return permitTypedData({ ...domain, ...fields })
}

function hexOf(text: string): Hex {
  return `0x${text.slice(2)}`
}
