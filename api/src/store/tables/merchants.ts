import type { Mode } from '../../domain/caller.ts'
import type { Defaulted, DefaultedJson, Fixed, Hex, Json } from './columns.ts'

/** Merchants, and what is theirs. */
export interface MerchantsTables {
  merchant: {
    id: Fixed<string>
    name: string
    operator_opted_in: Defaulted<boolean>
    support_email: Defaulted<string | null>
    support_url: Defaulted<string | null>
    time_zone: Defaulted<string>
    default_tolerance_bps: Defaulted<number>
    allowed_origins: Defaulted<string[]>
    metadata: DefaultedJson<Record<string, string>>
    created_at: Fixed<Date>
  }
  merchant_counter: {
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    name: Fixed<'invoice_number' | 'event_seq'>
    value: bigint
  }
  merchant_address: {
    chain_id: Fixed<bigint>
    address: Fixed<Hex>
    mode: Fixed<Mode>
    merchant_id: string
    is_default: Defaulted<boolean>
    proven_at: Defaulted<Date | null>
    removed_at: Defaulted<Date | null>
    created_at: Date
  }
  address_challenge: {
    nonce: Fixed<Hex>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    chain_id: Fixed<bigint>
    address: Fixed<Hex>
    expires_at: Fixed<Date>
  }
  confirmation_tier: {
    merchant_id: Fixed<string>
    chain_id: Fixed<bigint>
    token: Fixed<Hex | null>
    min_amount: Fixed<bigint>
    confirmations: Fixed<number>
  }
  rate_bucket: {
    subject: Fixed<string>
    tokens: number
    updated_at: Date
  }
  idempotency_key: {
    scope: Fixed<string>
    mode: Fixed<Mode>
    key: Fixed<string>
    fingerprint: Fixed<Buffer>
    status: Fixed<number>
    body: Json<unknown>
    created_at: Fixed<Date>
  }
}
