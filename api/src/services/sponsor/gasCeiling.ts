import { size } from 'viem'
import type { Ctx } from '../../context.ts'
import { gasLimitOf, usualGasOf } from '../../domain/gasLimits.ts'
import { GAS_CAP } from '../../domain/gasPolicy.ts'
import type { RelayKind } from '../../domain/relay.ts'
import { attemptCeiling } from '../../domain/sponsorship.ts'
import { hasCode } from '../hasCode.ts'
import { feeCap } from '../relays/feeCap.ts'
import type { RelayChain } from '../relays/senderOf.ts'

type Hex = `0x${string}`

/** What a signed transaction has besides its calldata, and some more. */
const ENVELOPE_BYTES = 256
/** Sizes are rounded up, so that what a chain said holds for many calls. */
const SIZE_STEP = 1_024

/** What is known of a call whose gas is to be bounded. */
export interface Bounded {
  kind: RelayKind
  signer: Hex
  calldata: Hex
}

/**
 * The gas that a call is signed with; the most, where nobody could estimate it. Whoever put code to its address a moment ago has to do
 * with the gas of those who have none.
 */
export async function gasLimit(
  ctx: Ctx,
  on: RelayChain,
  { kind, signer }: Bounded,
  estimate: bigint | null,
): Promise<bigint> {
  if (estimate === null) return GAS_CAP
  return gasLimitOf({ kind, estimate, signerHasCode: await hasCode(ctx, on.chain, signer) })
}

/** What a call of its kind passes with; undefined where it has to be measured. */
export async function usualGas(
  ctx: Ctx,
  on: RelayChain,
  { kind, signer }: Bounded,
): Promise<bigint | undefined> {
  const usual = usualGasOf(kind)
  return usual === undefined || (await hasCode(ctx, on.chain, signer)) ? undefined : usual
}

/** The most wei that one attempt to send a call may cost us, which is signed with that much gas. */
export async function gasCeiling(
  ctx: Ctx,
  on: RelayChain,
  { calldata }: Bounded,
  limit: bigint,
): Promise<bigint> {
  const { chainId } = on.chain
  const bytes = Math.ceil((size(calldata) + ENVELOPE_BYTES) / SIZE_STEP) * SIZE_STEP
  const l1 = await l1Ceiling(ctx, on, bytes)
  return attemptCeiling(limit, feeCap(ctx, chainId), ctx.chain.signing.TRANSFER_GAS, l1)
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
