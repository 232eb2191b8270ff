import type { Subject } from '../../domain/sponsorship.ts'
import type { Fixed } from './columns.ts'

/** What the host pays for others. */
export interface SponsorshipTables {
  sponsor_counter: {
    chain_id: Fixed<bigint>
    subject: Fixed<Subject>
    hour: Fixed<Date>
    reserved: bigint
    spent: bigint
    limit_wei: bigint | null
  }
  sponsor_budget: {
    merchant_id: Fixed<string>
    chain_id: Fixed<bigint>
    hour_limit: bigint | null
    total_limit: bigint | null
    recovers: boolean
    updated_at: Date
  }
}
