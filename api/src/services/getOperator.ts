import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { listOperatorGrants, type OperatorGrant } from './listOperatorGrants.ts'

export interface Operator {
  optedIn: boolean
  grants: OperatorGrant[]
}

/** Whether and how far the host's operator key acts for a merchant. */
export async function getOperator(ctx: Ctx, owner: Owner): Promise<Operator> {
  const merchant = await ctx.store.merchants.find(ctx.db, owner.merchantId)
  return {
    optedIn: merchant?.operator_opted_in === true,
    grants: await listOperatorGrants(ctx, owner),
  }
}
