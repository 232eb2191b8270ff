import type { Ctx } from '../context.ts'
import { parseAddress, shownAddress } from '../domain/address.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import type { MemberRow } from '../store/members.ts'

export async function getMember(ctx: Ctx, owner: Owner, addressText: string): Promise<MemberRow> {
  const address = parseAddress(addressText, 'address')
  const row = await ctx.store.members.find(ctx.db, owner.merchantId, address)
  if (row) return row
  throw new DomainError('not_found', `${shownAddress(address)} is no member of this merchant.`, {
    param: 'address',
  })
}
