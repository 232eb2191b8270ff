import type { Ctx } from '../context.ts'
import type { Mode, Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import { toMerchant } from '../domain/objects/merchant.ts'

/** The merchant itself, with its confirmation tiers on the chains of the caller's mode. */
export async function getMerchant(ctx: Ctx, owner: Owner): Promise<ReturnType<typeof toMerchant>> {
  const row = await ctx.store.merchants.find(ctx.db, owner.merchantId)
  if (!row) throw notFound('merchant', owner.merchantId)
  const tiers = await ctx.store.confirmationTiers.list(ctx.db, owner.merchantId, chainIdsOf(ctx, owner.mode))
  return toMerchant(row, tiers, ctx.hostOperator)
}

/** The chains that this installation serves in a mode. */
export function chainIdsOf(ctx: Pick<Ctx, 'chains'>, mode: Mode): bigint[] {
  const chains = [...ctx.chains.values()].filter((chain) => chain.mode === mode)
  return chains.map((chain) => BigInt(chain.chainId))
}
