import type { Address } from 'viem'
import type { Ctx } from '../context.ts'
import { lowerCase } from '../domain/address.ts'
import type { Mode } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'

export interface NewMerchant {
  name: string
  operatorOptedIn: boolean
  /** Where it is paid. The host vouches that they are the merchant's. */
  addresses: { chainId: number; mode: Mode; address: Address }[]
}

/** Adds a merchant. Done by the host: there is no public sign-up. */
export async function createMerchant(ctx: Ctx, input: NewMerchant): Promise<string> {
  const id = newId('mer')
  const now = ctx.clock.now()
  await ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    await ctx.store.merchants.insert(tx, {
      id,
      name: input.name,
      operator_opted_in: input.operatorOptedIn,
      created_at: now,
    })
    for (const { chainId, mode, address } of input.addresses) {
      await ctx.store.merchants.insertAddress(tx, {
        chain_id: BigInt(chainId),
        address: lowerCase(address),
        mode,
        merchant_id: id,
        created_at: now,
      })
    }
  })
  return id
}
