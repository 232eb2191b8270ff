import type { Mode } from '../../domain/caller.ts'
import type { RelayKind } from '../../domain/relay.ts'
import type { PauseReason } from '../../domain/signerHealth.ts'
import type { X402Details } from '../../domain/x402.ts'
import type { Defaulted, Fixed, FixedDefaulted, Hex, Json } from './columns.ts'

/** Signed intents that we send, and the keys that pay for their gas. */
export interface RelaysTables {
  relay: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    kind: Fixed<RelayKind>
    chain_id: Fixed<bigint>
    contract: Fixed<Hex>
    signer: Fixed<Hex>
    nonce: Fixed<Hex>
    calldata: Fixed<Hex>
    /** Of the payment, plan or subscription; null where it is about none. */
    onchain_id: Fixed<Hex | null>
    /** What the contract says once a signed action was executed; null for payments and for what needs no signature. */
    digest: Fixed<Hex | null>
    payment_request_id: Fixed<string | null>
    payment_id: Fixed<string | null>
    amount: Fixed<bigint | null>
    deadline: Fixed<Date>
    /** With x402 payments only. */
    x402: Json<X402Details> | null
    /** The only key that may send it; null where any of ours may. */
    required_signer: Fixed<Hex | null>
    since_block: Fixed<bigint>
    /** What the simulation at accept found, and the block that it saw. */
    gas_estimate: Fixed<bigint | null>
    simulated_block: Fixed<bigint | null>
    status: 'accepted' | 'submitted' | 'mined' | 'confirmed' | 'failed' | 'expired' | 'canceled'
    executed_by: 'self' | 'other' | null
    tx_hash: Hex | null
    error_code: string | null
    error_reason: string | null
    leased_until: Date | null
    /** What its call is signed with. */
    gas_limit: FixedDefaulted<bigint>
    gas_ceiling: FixedDefaulted<bigint>
    gas_reserved: Defaulted<bigint>
    gas_spent: Defaulted<bigint>
    gas_used: Defaulted<bigint>
    gas_recovered: FixedDefaulted<bigint>
    sponsor_hour: FixedDefaulted<Date | null>
    sponsor_payer: FixedDefaulted<Hex | null>
    created_at: Fixed<Date>
    updated_at: Date
  }
  gas_signer: {
    chain_id: Fixed<bigint>
    address: Fixed<Hex>
    next_nonce: bigint
    balance: bigint | null
    reviewed_at: Date | null
    paused_at: Date | null
    pause_reason: PauseReason | null
  }
  signer_nonce: {
    chain_id: Fixed<bigint>
    address: Fixed<Hex>
    nonce: Fixed<bigint>
    relay_id: Fixed<string | null>
    /** Which of the relay's nonces it is, from 1; the last one carries it. */
    attempt: Fixed<number | null>
    status: 'taken' | 'broadcast' | 'mined' | 'final' | 'foreign'
    mined_hash: Hex | null
    mined_block: bigint | null
    mined_block_hash: Hex | null
    succeeded: boolean | null
    gas_used: bigint | null
    effective_gas_price: bigint | null
    l1_fee: bigint | null
    /** Coin for another key of ours, instead of a relay. */
    pays_to: Fixed<Hex | null>
    pays_amount: Fixed<bigint | null>
    booked_hash: Hex | null
    booked_block_hash: Hex | null
    created_at: Fixed<Date>
  }
  signer_transaction: {
    chain_id: Fixed<bigint>
    hash: Fixed<Hex>
    address: Fixed<Hex>
    nonce: Fixed<bigint>
    raw: Fixed<Hex>
    max_fee_per_gas: Fixed<bigint>
    max_priority_fee_per_gas: Fixed<bigint>
    gas_limit: Fixed<bigint>
    /** Whether it only uses up its nonce. */
    closing: Fixed<boolean>
    /** The newest block when it was signed. */
    head_block: Fixed<bigint>
    created_at: Fixed<Date>
    last_sent_at: Date | null
  }
  relay_watch: {
    chain_id: Fixed<bigint>
    leased_until: Date
  }
}
