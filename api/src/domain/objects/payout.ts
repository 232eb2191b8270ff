import { getAddress } from 'viem'
import type { Chains } from './money.ts'
import { type OutFields, toOutFields } from './moneyOut.ts'

type Hex = `0x${string}`

export interface PayoutFields extends OutFields {
  account: Hex
  recipient: Hex
}

export function toPayout(chains: Chains, row: PayoutFields) {
  return {
    object: 'payout' as const,
    ...toOutFields(chains, row),
    account: getAddress(row.account),
    recipient: getAddress(row.recipient),
  }
}
