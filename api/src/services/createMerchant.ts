import type { Address } from 'viem'
import type { Ctx } from '../context.ts'
import { lowerCase } from '../domain/address.ts'
import type { Mode } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'
import { recordAudit } from './recordAudit.ts'

export interface NewMerchant {
  name: string
  operatorOptedIn: boolean
  /** Who may sign in as its first owner, and add others. */
  owner?: Address
  /** Where it is paid. The host vouches that they are the merchant's. */
  addresses: { chainId: number; mode: Mode; address: Address }[]
}

/** Adds a merchant with its first owner. Done by the host: there is no public sign-up. */
export async function createMerchant(ctx: Ctx, input: NewMerchant): Promise<string> {
  const now = ctx.clock.now()
  const id = newId('mer', now)
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
    if (input.owner) await addFirstOwner({ ...ctx, db: tx }, id, input.owner)
    await recordAudit(
      { ...ctx, db: tx },
      {
        owner: { merchantId: id, mode: 'test' },
        bothModes: true,
        actor: { kind: 'host', id: 'createMerchant' },
        operation: 'createMerchant',
        target: { object: 'merchant', id },
        before: null,
        after: { object: 'merchant', id, ...input },
      },
    )
  })
  return id
}

async function addFirstOwner(ctx: Ctx, merchantId: string, address: Address): Promise<void> {
  const now = ctx.clock.now()
  await ctx.store.members.insert(ctx.db, {
    id: newId('mem', now),
    merchant_id: merchantId,
    address: lowerCase(address),
    chain_id: null,
    role: 'owner',
    created_at: now,
  })
}
