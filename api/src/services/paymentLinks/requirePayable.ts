import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { sumLines } from '../../domain/invoiceLines.ts'
import { chainById, tokenNamed } from '../chainOf.ts'
import { merchantAddressOn } from '../createInvoice.ts'
import type { Offer } from './readOffer.ts'

/** The address that an offer is paid to, where it can be paid at all: an invoice of it could be made now. */
export async function requirePayable(ctx: Ctx, owner: Owner, offer: Offer): Promise<`0x${string}`> {
  sumLines(offer.lines)
  const chain = chainById(ctx, offer.chain_id)
  tokenNamed(chain, offer.token)
  return merchantAddressOn(ctx, owner, chain)
}
