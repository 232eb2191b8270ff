import type { Ctx } from '../context.ts'
import type { ChainInfo } from '../domain/chain.ts'
import { clientFor } from './clientFor.ts'

type Hex = `0x${string}`

/** Whether contracts stand at all of these addresses: a call of one without code succeeds and does nothing. */
export async function haveCode(ctx: Ctx, chain: ChainInfo, addresses: readonly Hex[]): Promise<boolean> {
  const client = clientFor(ctx, chain.chainId)
  const codes = await Promise.all(addresses.map((address) => ctx.chain.x402.readCode(client, address)))
  return codes.every((code) => code !== undefined)
}
