import type { Ctx } from '../../context.ts'
import { HARD_CAP_WEI } from '../../domain/gasPolicy.ts'

/** The most that a transaction of ours may offer on a chain for a unit of gas, whatever the chain asks. */
export function feeCap(ctx: Pick<Ctx, 'config'>, chainId: bigint | number): bigint {
  return ctx.config.maxFeeWei.get(Number(chainId)) ?? HARD_CAP_WEI
}
