import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { getAddress } from 'viem'
import type { Ctx } from '../../context.ts'
import { type ChainInfo, caip2 } from '../../domain/chain.ts'
import { X402_VERSION, type X402Scheme } from '../../domain/x402.ts'
import { haveCode } from '../haveCode.ts'
import { PROXIES } from './proxies.ts'

interface X402Kind {
  x402Version: number
  scheme: X402Scheme
  network: string
  extra?: Record<string, string>
}

/** What can be settled here: `upto` only on chains that have its proxy. A chain that does not answer is left out of it. */
export async function listSupported(ctx: Ctx) {
  const kinds = await Promise.all([...ctx.chains.values()].map((chain) => kindsOf(ctx, chain)))
  const signers = ctx.gasSigners.map(({ address }) => getAddress(address))
  return { kinds: kinds.flat(), extensions: [], signers: { 'eip155:*': signers } }
}

async function kindsOf(ctx: Ctx, chain: ChainInfo): Promise<X402Kind[]> {
  const kind = { x402Version: X402_VERSION, network: caip2(chain.chainId) }
  const exact: X402Kind = { ...kind, scheme: 'exact' }
  const [facilitator] = ctx.gasSigners
  const hasProxy = await haveCode(ctx, chain, [PROXIES.upto, permit2Address]).catch(() => false)
  if (!hasProxy || !facilitator) return [exact]
  return [exact, { ...kind, scheme: 'upto', extra: { facilitatorAddress: getAddress(facilitator.address) } }]
}
