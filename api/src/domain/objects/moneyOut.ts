import type { OutSource, OutStatus, SignatureRequest } from '../moneyOut.ts'
import { withDomainType } from '../typedData.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

/** What refunds and payouts show alike. */
export interface OutFields {
  id: string
  mode: 'test' | 'live'
  status: OutStatus
  source: OutSource
  chain_id: bigint
  token: Hex
  amount: bigint
  metadata: Record<string, string>
  relay_id: string | null
  tx_hash: Hex | null
  signature_request: SignatureRequest | null
  signature_expires_at: Date | null
  failure_code: string | null
  failure_reason: string | null
  created_at: Date
  succeeded_at: Date | null
  canceled_at: Date | null
}

export function toOutFields(chains: Chains, row: OutFields) {
  return {
    id: row.id,
    mode: row.mode,
    status: row.status,
    source: row.source,
    amount: toMoney(chains, row, row.amount),
    metadata: row.metadata,
    relay: row.relay_id,
    tx_hash: row.tx_hash,
    signature_request: row.status === 'requires_signature' ? toRequest(row) : null,
    failure: row.failure_code === null ? null : { code: row.failure_code, reason: row.failure_reason ?? '' },
    created_at: row.created_at.toISOString(),
    succeeded_at: row.succeeded_at?.toISOString() ?? null,
    canceled_at: row.canceled_at?.toISOString() ?? null,
  }
}

function toRequest({ signature_request: request, signature_expires_at: expiresAt }: OutFields) {
  return (
    request && {
      ...request,
      typed_data: withDomainType(request.typed_data),
      expires_at: expiresAt?.toISOString() ?? null,
    }
  )
}
