import { caip2 } from '../chain.ts'
import type { RelayKind, RelayStatus } from '../relay.ts'

type Hex = `0x${string}`

export interface RelayFields {
  id: string
  mode: 'test' | 'live'
  kind: RelayKind
  chain_id: bigint
  onchain_id: Hex | null
  payment_request_id: string | null
  payment_id: string | null
  amount: bigint | null
  deadline: Date
  status: RelayStatus
  executed_by: 'self' | 'other' | null
  tx_hash: Hex | null
  error_code: string | null
  error_reason: string | null
  gas_reserved: bigint
  gas_spent: bigint
  gas_recovered: bigint
  created_at: Date
}

export function toRelay(row: RelayFields) {
  const ended = row.status === 'failed' || row.status === 'expired'
  return {
    object: 'relay' as const,
    id: row.id,
    mode: row.mode,
    kind: row.kind,
    status: row.status,
    chain: caip2(row.chain_id),
    payment_request: row.payment_request_id,
    payment: row.payment_id,
    onchain_id: row.onchain_id,
    amount: row.amount?.toString() ?? null,
    tx_hash: row.tx_hash,
    executed_by: row.executed_by,
    error: ended && row.error_code !== null ? { code: row.error_code, reason: row.error_reason ?? '' } : null,
    gas: {
      reserved: row.gas_reserved.toString(),
      spent: row.gas_spent.toString(),
      recovered: row.gas_recovered.toString(),
    },
    deadline: row.deadline.toISOString(),
    created_at: row.created_at.toISOString(),
  }
}
