import type { Ctx } from '../context.ts'
import { parseAddress } from '../domain/address.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import { chainById } from './chainOf.ts'
import { refuseParties } from './createPaymentRequest.ts'
import { hasPermit2 } from './hasPermit2.ts'
import { permitNonce } from './permitNonce.ts'
import { requireVerifiable } from './requireVerifiable.ts'

export interface Payer {
  payer: string
  /** Whether it is to sign; else it sends a transaction of its own. */
  signs: boolean
}

/**
 * What a payer of an invoice can sign beside what its terms alone allow: what the chain and the token have. A contract has no key, and
 * permits are a key's.
 */
export async function waysToPay(
  ctx: Ctx,
  invoice: InvoiceRow,
  { payer, signs }: Payer,
): Promise<{ permit2: boolean; permitNonce: bigint | null }> {
  const chain = chainById(ctx, invoice.chain_id)
  const owner = parseAddress(payer, 'payer')
  refuseParties(owner, invoice, chain)
  const [wallet, permit2, nonce] = await Promise.all([
    signs ? requireVerifiable(ctx, chain, owner) : null,
    hasPermit2(ctx, invoice.chain_id),
    permitNonce(ctx, chain, invoice.token, owner),
  ])
  return { permit2, permitNonce: wallet === null || wallet.by === 'contract' ? null : nonce }
}
