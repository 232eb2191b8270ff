import { formatDecimal } from '@florin/sdk/money.ts'
import { getAddress } from 'viem'
import { type ChainInfo, caip2 } from '../chain.ts'

export type Chains = ReadonlyMap<number, ChainInfo>

export interface Money {
  amount: string
  amount_decimal: string
  chain: string
  token: string
  symbol: string
  decimals: number
}

/** Shows an amount with everything that is needed to read it. */
export function toMoney(
  chains: Chains,
  of: { chain_id: bigint; token: `0x${string}` },
  amount: bigint,
): Money {
  const token = chains.get(Number(of.chain_id))?.tokens.find((listed) => listed.address === of.token)
  const decimals = token?.decimals ?? 0
  return {
    amount: amount.toString(),
    amount_decimal: formatDecimal(amount, decimals),
    chain: caip2(of.chain_id),
    token: getAddress(of.token),
    symbol: token?.symbol ?? '',
    decimals,
  }
}
