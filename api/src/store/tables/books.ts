import type { FactKind, FactPayload, Leg } from '../../domain/fact.ts'
import type { Defaulted, Fixed, Hex, Json } from './columns.ts'

/** What happened on chain, and the double entries of it. */
export interface BooksTables {
  posting_chain: {
    chain_id: Fixed<bigint>
    finalized_block: bigint
    highest_seen_block: bigint
    head_block: bigint
    head_time: Date
    updated_at: Date
    read_block: Defaulted<bigint>
    read_time: Date | null
  }
  chain_fact: {
    chain_id: Fixed<bigint>
    identity: Fixed<Hex>
    inclusion: Fixed<number>
    kind: Fixed<FactKind>
    contract: Fixed<Hex>
    payment_onchain_id: Fixed<Hex | null>
    account: Fixed<Hex>
    payload: Json<FactPayload>
    legs: Json<Leg[]>
    block_number: bigint
    block_hash: Hex
    block_time: Date
    tx_hash: Hex
    log_index: number
    confirm_at_block: bigint
    status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
    seen_at: Fixed<Date>
    confirmed_at: Date | null
    reverted_at: Date | null
  }
  ledger_transaction: {
    id: Fixed<string>
    chain_id: Fixed<bigint>
    identity: Fixed<Hex>
    inclusion: Fixed<number>
    direction: Fixed<'post' | 'reverse'>
    effective_at: Fixed<Date>
    posted_at: Fixed<Date>
  }
  ledger_entry: {
    transaction_id: Fixed<string>
    position: Fixed<number>
    account: Fixed<string>
    chain_id: Fixed<bigint>
    token: Fixed<Hex>
    amount: Fixed<bigint>
  }
  ledger_touch: {
    chain_id: Fixed<bigint>
    address: Fixed<Hex>
    transaction_id: Fixed<string>
    token: Fixed<Hex>
    posted_at: Fixed<Date>
  }
}
