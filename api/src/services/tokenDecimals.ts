import type { Ctx } from '../context.ts'

/** Decimal places of a token, for telling what an amount probably meant. */
export function tokenDecimals(ctx: Ctx, of: { chain_id: bigint; token: `0x${string}` }): number {
  const chain = ctx.chains.get(Number(of.chain_id))
  return chain?.tokens.find((token) => token.address === of.token)?.decimals ?? 0
}
