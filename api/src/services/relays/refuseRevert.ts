import type { Ctx } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { GasSender } from './senderOf.ts'
import { tryCall } from './tryCall.ts'

type Hex = `0x${string}`

/** Refuses what the contract would refuse, with the contract's own reason, before anybody spends anything. */
export async function refuseRevert(
  ctx: Ctx,
  sender: GasSender,
  call: { contract: Hex; calldata: Hex },
): Promise<void> {
  await ctx.chain.sender.requireChain(sender.client, sender.chain.chainId)
  const trial = await tryCall(ctx, sender, call)
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
}
