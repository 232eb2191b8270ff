import { caip2 } from '../chain.ts'
import type { FactKind } from '../fact.ts'
import { showLedgerAccount } from '../ledgerAccount.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

export interface LedgerTransactionFields {
  id: string
  chain_id: bigint
  direction: 'post' | 'reverse'
  effective_at: Date
  posted_at: Date
  identity: Hex
  inclusion: number
  kind: FactKind
  status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
  tx_hash: Hex
  block_number: bigint
  block_hash: Hex
  block_time: Date
  /** The merchant's payment that the fact belongs to. */
  payment_id: string | null
}

export interface LedgerEntryFields {
  transaction_id: string
  account: string
  chain_id: bigint
  token: Hex
  amount: bigint
}

/** A transaction of the books with all its entries, and the fact on chain that it books or takes back. */
export function toLedgerTransaction(
  chains: Chains,
  row: LedgerTransactionFields,
  entries: readonly LedgerEntryFields[],
) {
  return {
    object: 'ledger_transaction' as const,
    id: row.id,
    chain: caip2(row.chain_id),
    direction: row.direction,
    payment: row.payment_id,
    fact: {
      identity: row.identity,
      inclusion: row.inclusion,
      kind: row.kind,
      status: row.status,
      tx_hash: row.tx_hash,
      block_number: row.block_number.toString(),
      block_hash: row.block_hash,
      block_time: row.block_time.toISOString(),
    },
    entries: entries.map((entry) => ({
      account: showLedgerAccount(entry.account),
      amount: toMoney(chains, entry, entry.amount),
    })),
    effective_at: row.effective_at.toISOString(),
    posted_at: row.posted_at.toISOString(),
  }
}
