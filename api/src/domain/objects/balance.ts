import { getAddress } from 'viem'
import { caip2 } from '../chain.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

export interface BalanceFields {
  chain_id: bigint
  account: Hex
  token: Hex
  available: bigint
  prepaid: bigint
}

export function toBalance(chains: Chains, row: BalanceFields) {
  return {
    object: 'balance' as const,
    account: getAddress(row.account),
    chain: caip2(row.chain_id),
    token: getAddress(row.token),
    available: toMoney(chains, row, row.available),
    prepaid: toMoney(chains, row, row.prepaid),
  }
}
