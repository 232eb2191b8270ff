import { type Address, getAddress } from 'viem'
import { caip2 } from '../chain.ts'

export interface MerchantFields {
  id: string
  name: string
  support_email: string | null
  support_url: string | null
  time_zone: string
  default_tolerance_bps: number
  allowed_origins: string[]
  operator_opted_in: boolean
  metadata: Record<string, string>
  created_at: Date
}

export interface TierFields {
  chain_id: bigint
  token: Address | null
  min_amount: bigint
  confirmations: number
}

/** A merchant as it sees itself. Tiers are those of the chains of one mode. */
export function toMerchant(row: MerchantFields, tiers: readonly TierFields[], hostOperator: Address) {
  return {
    object: 'merchant' as const,
    id: row.id,
    name: row.name,
    support_email: row.support_email,
    support_url: row.support_url,
    time_zone: row.time_zone,
    default_tolerance_bps: row.default_tolerance_bps,
    allowed_origins: row.allowed_origins,
    operator_opted_in: row.operator_opted_in,
    host_operator: getAddress(hostOperator),
    confirmation_tiers: tiers.map((tier) => ({
      chain: caip2(tier.chain_id),
      token: tier.token && getAddress(tier.token),
      min_amount: tier.min_amount.toString(),
      confirmations: tier.confirmations,
    })),
    metadata: row.metadata,
    created_at: row.created_at.toISOString(),
  }
}
