import type { Ctx } from '../../context.ts'
import { shownAddress } from '../../domain/address.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import { toMerchantAddress } from '../../domain/objects/merchantAddress.ts'

/** A merchant's addresses; the first of each chain is where new invoices are paid. */
export async function listAddresses(ctx: Ctx, owner: Owner) {
  const rows = await ctx.store.merchantAddresses.list(ctx.db, owner)
  return rows.map((row, index) => ({
    row,
    shown: toMerchantAddress(row, row.chain_id !== rows[index - 1]?.chain_id),
  }))
}

export function addressNotFound(address: `0x${string}`): DomainError {
  return new DomainError(
    'not_found',
    `No address ${shownAddress(address)} on this chain exists for this key.`,
    {
      param: 'address',
    },
  )
}
