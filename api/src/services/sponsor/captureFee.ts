import type { Ctx } from '../../context.ts'
import { lowerCase } from '../../domain/address.ts'
import { recoveringFee } from '../../domain/gasRecovery.ts'
import type { PaymentRow } from '../../store/payments.ts'

/**
 * What a capture that the host signs takes as its fee: the least one, unless the host has this merchant pay for gas and says
 * what a coin is worth in the token. Nothing is raised where the fee would go to somebody else than the host.
 */
export async function captureFee(
  ctx: Ctx,
  payment: PaymentRow,
  bounds: { least: bigint; greatest: bigint },
  gas: bigint,
): Promise<bigint> {
  const { feeRecipient, gasRates } = ctx.config
  const { merchant_id, chain_id, token, terms } = payment
  const rate = gasRates.get(`${chain_id}:${token}`)
  if (!rate || !feeRecipient || terms.fee_recipient !== lowerCase(feeRecipient)) return bounds.least
  const budget = await ctx.store.sponsorBudgets.find(ctx.db, merchant_id, chain_id)
  const moment = ctx.chainMoments.get(chain_id.toString())
  if (!budget?.recovers || !moment) return bounds.least
  const { maxFeePerGas, maxPriorityFeePerGas } = moment.fees
  const asked = moment.now.baseFeePerGas + maxPriorityFeePerGas
  return recoveringFee(bounds, gas * (asked < maxFeePerGas ? asked : maxFeePerGas), rate)
}
