import { type ColumnType, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Mode } from '../domain/caller.ts'
import type { FactKind, FactPayload, Leg } from '../domain/fact.ts'
import type { TermsRow } from '../domain/terms.ts'

/** Hex text in lower case: an address has 20 bytes, a hash or an onchain id 32. */
type Hex = `0x${string}`
/** Written once, never changed. */
type Fixed<T> = ColumnType<T, T, never>
/** Optional at insert because the table has a default. */
type Defaulted<T> = ColumnType<T, T | undefined, T>
/** Read as a parsed value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>

export interface Database {
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
  invoice: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    number: Fixed<bigint>
    chain_id: Fixed<bigint>
    token: Fixed<Hex>
    merchant_address: Fixed<Hex>
    amount: Fixed<bigint>
    amount_paid: Defaulted<bigint>
    status: 'open' | 'paid' | 'void'
    payment_status: 'none' | 'pending' | 'authorized' | 'partial' | 'paid' | 'overpaid'
    paid_late: Defaulted<boolean>
    capture_method: Fixed<'automatic' | 'manual'>
    description: Fixed<string | null>
    return_url: Fixed<string | null>
    metadata: Json<Record<string, string>>
    expires_at: Fixed<Date>
    checkout_token: Fixed<string>
    invoice_ref: Fixed<Hex>
    created_at: Fixed<Date>
    paid_at: Date | null
    voided_at: Date | null
  }
  payment_request: {
    id: Fixed<string>
    invoice_id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    chain_id: Fixed<bigint>
    escrow: Fixed<Hex>
    onchain_id: Fixed<Hex>
    payer: Fixed<Hex>
    terms: Json<TermsRow>
    authorize_by: Fixed<Date>
    created_at: Fixed<Date>
  }
  payment: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    chain_id: Fixed<bigint>
    onchain_id: Fixed<Hex>
    payment_request_id: string | null
    invoice_id: string | null
    status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
    payer: Fixed<Hex>
    token: Fixed<Hex>
    terms: Json<TermsRow>
    mode_onchain: Fixed<'escrow' | 'charge'>
    amount: Fixed<bigint>
    captured: Defaulted<bigint>
    fees: Defaulted<bigint>
    refunded: Defaulted<bigint>
    returned: Defaulted<bigint>
    capturable: Defaulted<bigint>
    refundable: Defaulted<bigint>
    tx_hash: Hex
    block_number: bigint
    paid_at: Date
    created_at: Fixed<Date>
  }
  posting_chain: {
    chain_id: Fixed<bigint>
    finalized_block: bigint
    highest_seen_block: bigint
    head_block: bigint
    head_time: Date
    updated_at: Date
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
  event: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    seq: Fixed<bigint>
    type: Fixed<string>
    object_id: Fixed<string>
    data: Json<Record<string, unknown>>
    created_at: Fixed<Date>
  }
  webhook_endpoint: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    url: Fixed<string>
    description: Fixed<string | null>
    enabled_events: Fixed<string[]>
    secret_encrypted: Fixed<Buffer>
    status: 'enabled' | 'disabled' | 'deleted'
    disabled_reason: string | null
    failing_since: Date | null
    version: Fixed<string>
    created_at: Fixed<Date>
  }
  webhook_delivery: {
    endpoint_id: Fixed<string>
    event_id: Fixed<string>
    status: 'pending' | 'delivered' | 'dead'
    attempts: Defaulted<number>
    next_attempt_at: Date | null
    leased_until: Date | null
    delivered_at: Date | null
    created_at: Fixed<Date>
  }
  webhook_attempt: {
    endpoint_id: Fixed<string>
    event_id: Fixed<string>
    number: Fixed<number>
    started_at: Fixed<Date>
    duration_ms: Fixed<number>
    response_status: Fixed<number | null>
    response_excerpt: Fixed<string | null>
    error: Fixed<string | null>
  }
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
    onchain_id: Fixed<Hex>
    payment_request_id: Fixed<string | null>
    payment_id: Fixed<string | null>
    amount: Fixed<bigint | null>
    deadline: Fixed<Date>
    since_block: Fixed<bigint>
    status: 'accepted' | 'submitted' | 'mined' | 'confirmed' | 'failed' | 'expired' | 'canceled'
    executed_by: 'self' | 'other' | null
    tx_hash: Hex | null
    error_code: string | null
    error_reason: string | null
    leased_until: Date | null
    created_at: Fixed<Date>
    updated_at: Date
  }
  gas_signer: {
    chain_id: Fixed<bigint>
    address: Fixed<Hex>
    next_nonce: bigint
  }
  signer_nonce: {
    chain_id: Fixed<bigint>
    address: Fixed<Hex>
    nonce: Fixed<bigint>
    relay_id: Fixed<string | null>
    status: 'taken' | 'broadcast' | 'mined' | 'final' | 'foreign'
    mined_hash: Hex | null
    mined_block: bigint | null
    mined_block_hash: Hex | null
    succeeded: boolean | null
    gas_used: bigint | null
    effective_gas_price: bigint | null
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
    created_at: Fixed<Date>
    last_sent_at: Date | null
  }
  tick: { name: Fixed<string>; slot: Fixed<Date> }
  worker_heartbeat: { worker_id: Fixed<string>; seen_at: Date }
}

type RelayKind = 'authorize' | 'charge' | 'capture' | 'void' | 'refund'

/** The database, or the transaction that the caller is in. */
export type Db = Kysely<Database> | Transaction<Database>

const NUMERIC = pg.types.builtins.NUMERIC
const INT8 = pg.types.builtins.INT8

/** Whole numbers of any size become bigint here, and nowhere else is a numeric turned into a number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => {
    if (id === NUMERIC || id === INT8) return (value: string) => BigInt(value)
    return pg.types.getTypeParser(id, format)
  },
}

export function connect(databaseUrl: string, options: { max: number; name: string }): pg.Pool {
  return new pg.Pool({
    connectionString: databaseUrl,
    application_name: options.name,
    max: options.max,
    types,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
  })
}

export function openDatabase(pool: pg.Pool): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }).withSchema('florin')
}
