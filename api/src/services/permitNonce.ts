import type { Ctx } from '../context.ts'
import type { ChainInfo } from '../domain/chain.ts'
import { DomainError } from '../domain/errors.ts'
import { tokenNamed } from './chainOf.ts'
import { clientFor } from './clientFor.ts'

type Hex = `0x${string}`

/**
 * The nonce with which an account could permit the escrow to spend its tokens now (EIP-2612); null where the token takes no permits,
 * which is asked once a minute, and where the chain does not answer: all else can be signed all the same.
 */
export async function permitNonce(
  ctx: Ctx,
  chain: ChainInfo,
  token: Hex,
  owner: Hex,
): Promise<bigint | null> {
  try {
    if (!(await takesPermits(ctx, chain, token))) return null
    const client = clientFor(ctx, chain.chainId)
    return (await ctx.chain.permits.readPermitNonce(client, token, owner)) ?? null
  } catch (error) {
    if (error instanceof DomainError && error.code === 'chain_unavailable') return null
    throw error
  }
}

async function takesPermits(ctx: Ctx, chain: ChainInfo, token: Hex): Promise<boolean> {
  const key = `${chain.chainId}:${token}`
  const known = ctx.knownPermits.get(key)
  if (known !== undefined) return known
  const { chainId } = chain
  const found = await ctx.chain.permits.takesPermits(
    clientFor(ctx, chainId),
    chainId,
    tokenNamed(chain, token),
  )
  ctx.knownPermits.set(key, found)
  return found
}
