import type { Ctx } from '../../context.ts'
import { parseAddress } from '../../domain/address.ts'
import type { Owner } from '../../domain/caller.ts'
import { chainNamed } from '../chainOf.ts'
import { addressNotFound } from './listAddresses.ts'
import { tellAddress } from './tellAddress.ts'

/** From now on, new invoices on the chain are paid at this address; those that exist keep theirs. */
export async function setDefaultAddress(ctx: Ctx, owner: Owner, named: { chain: string; address: string }) {
  const chain = chainNamed(ctx, named.chain, owner.mode)
  const key = { chainId: BigInt(chain.chainId), address: parseAddress(named.address, 'address') }
  // One after another, since a chain has one default.
  await ctx.store.merchants.lock(ctx.db, owner.merchantId)
  if (!(await ctx.store.merchantAddresses.lock(ctx.db, owner, key))) throw addressNotFound(key.address)
  await ctx.store.merchantAddresses.clearDefault(ctx.db, owner.merchantId, key.chainId)
  await ctx.store.merchantAddresses.setDefault(ctx.db, key)
  return tellAddress(ctx, owner, key, 'merchant.default_address_changed')
}
