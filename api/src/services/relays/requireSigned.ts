import type { Ctx } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { clientFor } from '../clientFor.ts'

type Hex = `0x${string}`

/**
 * Refuses a signature of somebody else, before the chain is asked to try the whole call.
 * @param fault Where the signature stands in the request, and who should have signed what.
 */
export async function requireSigned(
  ctx: Ctx,
  chainId: number,
  signed: { address: Hex; hash: Hex; signature: Hex },
  fault: { param: string; message: string },
): Promise<void> {
  if (await ctx.chain.signatures.whoSigned(clientFor(ctx, chainId), signed)) return
  const { param, message } = fault
  throw new DomainError('invalid_signature', `${param}: ${message}.`, { param })
}
