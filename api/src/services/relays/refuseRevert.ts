import type { Ctx } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { gasCeiling } from '../sponsor/gasCeiling.ts'
import type { GasSender } from './senderOf.ts'
import { tryCall } from './tryCall.ts'

type Hex = `0x${string}`

/**
 * Refuses what the contract would refuse, with the contract's own reason, before anybody spends anything. What it would not
 * refuse is given back with the most that sending it may cost.
 */
export async function refuseRevert<T extends { contract: Hex; calldata: Hex }>(
  ctx: Ctx,
  sender: GasSender,
  call: T,
): Promise<T & { gas_ceiling: bigint }> {
  await ctx.chain.sender.requireChain(sender.client, sender.chain.chainId)
  const [trial, gas_ceiling] = await Promise.all([
    tryCall(ctx, sender, call),
    gasCeiling(ctx, sender, call.calldata),
  ])
  if (trial.kind === 'refused') {
    const { selector, reason } = trial.revert
    throw new DomainError('would_revert', `The contract would refuse this: ${reason}.`, {
      extra: { selector, reason },
    })
  }
  if (trial.kind === 'unfunded') {
    const chain = `eip155:${sender.chain.chainId}`
    throw new DomainError(
      'chain_unavailable',
      `Nobody can pay for a transaction on ${chain} now; send it from your own wallet, or try again later.`,
      { retryAfterSeconds: 60 },
    )
  }
  return { ...call, gas_ceiling }
}
