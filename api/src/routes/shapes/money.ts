import { formatDecimal } from '@florin/sdk/money.ts'
import { getAddress } from 'viem'
import type { Ctx } from '../../context.ts'
import { caip2 } from '../../domain/chain.ts'

/** Shows an amount with everything that is needed to read it. */
export function toMoney(ctx: Pick<Ctx, 'chains'>, chainId: bigint, token: `0x${string}`, amount: bigint) {
  const info = ctx.chains.get(Number(chainId))?.tokens.find((listed) => listed.address === token)
  const decimals = info?.decimals ?? 0
  return {
    amount: amount.toString(),
    amount_decimal: formatDecimal(amount, decimals),
    chain: caip2(chainId),
    token: getAddress(token),
    symbol: info?.symbol ?? '',
    decimals,
  }
}
