import type { Mode } from '../caller.ts'
import { type Chains, toMoney } from './money.ts'

export interface PriceFields {
  id: string
  mode: Mode
  product_id: string
  type: 'one_time'
  chain_id: bigint
  token: `0x${string}`
  unit_amount: bigint
  active: boolean
  metadata: Record<string, string>
  created_at: Date
}

export function toPrice(chains: Chains, row: PriceFields) {
  return {
    object: 'price' as const,
    id: row.id,
    mode: row.mode,
    product: row.product_id,
    type: row.type,
    unit_amount: toMoney(chains, row, row.unit_amount),
    active: row.active,
    metadata: row.metadata,
    created_at: row.created_at.toISOString(),
  }
}
