import type { Mode } from '../../domain/caller.ts'
import type { Defaulted, Fixed, Hex, Json } from './columns.ts'

/** Merchants, what is theirs, and how they are let in. */
export interface MerchantsTables {
  merchant: {
    id: Fixed<string>
    name: string
    operator_opted_in: Defaulted<boolean>
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
    merchant_id: Fixed<string>
    created_at: Fixed<Date>
  }
  api_key: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    sha256: Fixed<Buffer>
    scopes: Fixed<string[]>
    version: Fixed<string>
    created_at: Fixed<Date>
    last_used_at: Date | null
    revoked_at: Date | null
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
