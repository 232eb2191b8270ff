import type { Ctx } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { GasSender } from './senderOf.ts'

type Hex = `0x${string}`

/** Refuses what the contract would refuse, with the contract's own reason, before anybody spends anything. */
export async function refuseRevert(ctx: Ctx, sender: GasSender, to: Hex, data: Hex): Promise<void> {
  await ctx.chain.sender.requireChain(sender.client, sender.chain.chainId)
  const simulation = await ctx.chain.simulation.simulate(sender.client, {
    from: sender.key.address,
    to,
    data,
  })
  if (simulation.ok) return
  const { selector, reason } = simulation.revert
  throw new DomainError('would_revert', `The contract would refuse this: ${reason}.`, {
    extra: { selector, reason },
  })
}
