import type { Ctx } from '../context.ts'
import { parseAddress } from '../domain/address.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import { chainById } from './chainOf.ts'
import { hasPermit2 } from './hasPermit2.ts'
import { permitNonce } from './permitNonce.ts'

/** What a payer of an invoice can sign beside what its terms alone allow: what the chain and the token have. */
export async function waysToPay(
  ctx: Ctx,
  invoice: InvoiceRow,
  payer: string,
): Promise<{ permit2: boolean; permitNonce: bigint | null }> {
  const owner = parseAddress(payer, 'payer')
  const [permit2, nonce] = await Promise.all([
    hasPermit2(ctx, invoice.chain_id),
    permitNonce(ctx, chainById(ctx, invoice.chain_id), invoice.token, owner),
  ])
  return { permit2, permitNonce: nonce }
}
