import type { Ctx } from '../context.ts'
import type { ChainInfo } from '../domain/chain.ts'
import { haveCode } from './haveCode.ts'

/** Whether an account has code, as of a minute ago at most. */
export async function hasCode(ctx: Ctx, chain: ChainInfo, account: `0x${string}`): Promise<boolean> {
  const key = `${chain.chainId}:${account}`
  const known = ctx.knownCode.get(key)
  if (known !== undefined) return known
  const found = await haveCode(ctx, chain, [account])
  ctx.knownCode.set(key, found)
  return found
}
