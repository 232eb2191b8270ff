import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import type { Ctx } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import { chainById } from './chainOf.ts'
import { haveCode } from './haveCode.ts'

/**
 * Whether a chain has Permit2, as of a minute ago: who signs for it where it is not can pay nothing. Where the chain does not
 * answer it is taken as absent, so that all that can be signed without it is offered all the same.
 */
export async function hasPermit2(ctx: Ctx, chainId: bigint): Promise<boolean> {
  const key = chainId.toString()
  const known = ctx.knownPermit2.get(key)
  if (known !== undefined) return known
  const found = await haveCode(ctx, chainById(ctx, chainId), [permit2Address]).catch(absentIfSilent)
  ctx.knownPermit2.set(key, found)
  return found
}

function absentIfSilent(error: unknown): false {
  if (error instanceof DomainError && error.code === 'chain_unavailable') return false
  throw error
}
