import { getAddress } from 'viem'
import type { Chains } from './money.ts'
import { type OutFields, toOutFields } from './moneyOut.ts'

type Hex = `0x${string}`

export interface RefundFields extends OutFields {
  payment_id: string
  recipient: Hex
  reason: string | null
}

export function toRefund(chains: Chains, row: RefundFields) {
  return {
    object: 'refund' as const,
    ...toOutFields(chains, row),
    payment: row.payment_id,
    payer: getAddress(row.recipient),
    reason: row.reason,
  }
}
