import { size } from 'viem'
import type { Ctx } from '../../context.ts'
import { attemptCeiling } from '../../domain/sponsorship.ts'
import { feeCap } from '../relays/feeCap.ts'
import type { RelayChain } from '../relays/senderOf.ts'

/** What a signed transaction has besides its calldata, and some more. */
const ENVELOPE_BYTES = 256
/** Sizes are rounded up, so that what a chain said holds for many calls. */
const SIZE_STEP = 1_024

/** The most wei that one attempt to send a call may cost us. */
export async function gasCeiling(ctx: Ctx, on: RelayChain, calldata: `0x${string}`): Promise<bigint> {
  const { chainId } = on.chain
  const bytes = Math.ceil((size(calldata) + ENVELOPE_BYTES) / SIZE_STEP) * SIZE_STEP
  const l1 = await l1Ceiling(ctx, on, bytes)
  return attemptCeiling(feeCap(ctx, chainId), ctx.chain.signing.TRANSFER_GAS, l1)
}

/** Asked for once in a while: the chain's bound leaves room for its price to double. */
async function l1Ceiling(ctx: Ctx, on: RelayChain, bytes: number): Promise<bigint> {
  const key = `${on.chain.chainId}:${bytes}`
  const known = ctx.knownL1Fees.get(key)
  if (known !== undefined) return known
  const ceiling = await ctx.chain.l1Fee.l1FeeCeiling(on.client, bytes)
  ctx.knownL1Fees.set(key, ceiling)
  return ceiling
}
