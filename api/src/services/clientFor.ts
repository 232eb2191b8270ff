import type { PublicClient } from 'viem'
import type { Ctx } from '../context.ts'

export function clientFor(ctx: Ctx, chainId: number): PublicClient {
  const client = ctx.clients.get(chainId)
  if (!client) throw new Error(`no RPC endpoint is configured for chain ${chainId}`)
  return client
}
