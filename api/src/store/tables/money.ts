import type { Mode } from '../../domain/caller.ts'
import type { OutSource, OutStatus, SignatureRequest } from '../../domain/moneyOut.ts'
import type { Fixed, Hex, Json } from './columns.ts'

/** What refunds and payouts have in common. */
interface MoneyOut {
  id: Fixed<string>
  merchant_id: Fixed<string>
  mode: Fixed<Mode>
  chain_id: Fixed<bigint>
  token: Fixed<Hex>
  /** The wallet that gets it. */
  recipient: Fixed<Hex>
  metadata: Json<Record<string, string>>
  source: Fixed<OutSource>
  status: OutStatus
  /** What sends it: the host's own from the beginning, or what the merchant signed, once it is handed in. */
  relay_id: string | null
  signer: Fixed<Hex | null>
  nonce: Fixed<bigint | null>
  signature_request: Json<SignatureRequest> | null
  /** By chain time. */
  signature_expires_at: Date | null
  fact_identity: Hex | null
  tx_hash: Hex | null
  failure_code: string | null
  failure_reason: string | null
  created_at: Fixed<Date>
  succeeded_at: Date | null
  canceled_at: Date | null
}

/** Money that went or is to go out. */
export interface MoneyTables {
  refund: MoneyOut & {
    payment_id: Fixed<string>
    amount: Fixed<bigint>
    reason: Fixed<string | null>
  }
  payout: MoneyOut & {
    account: Fixed<Hex>
    amount: bigint
  }
}
