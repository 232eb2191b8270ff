import type { Ctx } from '../context.ts'
import { lowerCase, shownAddress } from '../domain/address.ts'
import { type ChainInfo, caip2, parseCaip2, type TokenInfo } from '../domain/chain.ts'
import { toSeconds } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'

/** The chain a caller named, if this installation serves it in the caller's mode. */
export function chainNamed(ctx: Ctx, text: string, mode: 'test' | 'live'): ChainInfo {
  const chainId = parseCaip2(text)
  const chain = chainId === null ? undefined : ctx.chains.get(chainId)
  if (!chain || chain.mode !== mode) {
    const served = [...ctx.chains.values()].filter((known) => known.mode === mode)
    const names = served.map((known) => `eip155:${known.chainId}`).join(', ') || 'none'
    throw new DomainError(
      'chain_not_configured',
      `chain ${text} is not served in ${mode} mode; served: ${names}.`,
      {
        param: 'chain',
      },
    )
  }
  return chain
}

/** The chain a caller named, if this installation serves it in any mode. */
export function servedChain(ctx: Ctx, text: string): ChainInfo {
  const chainId = parseCaip2(text)
  const chain = chainId === null ? undefined : ctx.chains.get(chainId)
  if (chain) return chain
  const names = [...ctx.chains.keys()].map(caip2).join(', ') || 'none'
  throw new DomainError('chain_not_configured', `chain ${text} is not served; served: ${names}.`, {
    param: 'chain',
  })
}

export function tokenNamed(chain: ChainInfo, address: string): TokenInfo {
  const token = chain.tokens.find((listed) => listed.address === lowerCase(address))
  if (!token) {
    const known = chain.tokens.map((listed) => `${listed.symbol} ${shownAddress(listed.address)}`).join(', ')
    throw new DomainError(
      'token_not_supported',
      `token is not accepted on ${chain.name}; accepted: ${known}.`,
      {
        param: 'token',
      },
    )
  }
  return token
}

export function chainById(ctx: Pick<Ctx, 'chains'>, chainId: bigint): ChainInfo {
  const chain = ctx.chains.get(Number(chainId))
  if (!chain) {
    throw new DomainError(
      'chain_not_configured',
      `Chain eip155:${chainId} is not served by this installation any more.`,
    )
  }
  return chain
}

/**
 * Seconds of chain time as far as we know it: the last head that posting saw, or our clock where that is later. Deadlines
 * in terms are judged by block time, which may run ahead of ours.
 */
export async function chainSeconds(ctx: Ctx, chainId: number): Promise<bigint> {
  const posting = await ctx.store.postingChains.find(ctx.db, BigInt(chainId))
  const clock = toSeconds(ctx.clock.now())
  const head = posting ? toSeconds(posting.head_time) : 0n
  return head > clock ? head : clock
}
