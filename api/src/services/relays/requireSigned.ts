import type { Ctx } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { clientFor } from '../clientFor.ts'

type Hex = `0x${string}`

/** Refuses a signature of somebody else, before the chain is asked to try the whole call. */
export async function requireSigned(
  ctx: Ctx,
  chainId: number,
  signed: { address: Hex; hash: Hex; signature: Hex },
  param: string,
): Promise<void> {
  if (await ctx.chain.signatures.whoSigned(clientFor(ctx, chainId), signed)) return
  throw new DomainError(
    'invalid_signature',
    `${signed.address} did not sign this; its wallet must sign exactly the typed data that the call delivers.`,
    { param },
  )
}
