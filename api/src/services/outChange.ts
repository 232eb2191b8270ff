import { type OutStatus, outStatus } from '../domain/moneyOut.ts'
import type { ChainFactRow } from '../store/chainFacts.ts'
import type { RelayedPayout } from '../store/payouts.ts'
import type { RelayedRefund } from '../store/refunds.ts'

type Hex = `0x${string}`

interface OutChange {
  status: OutStatus
  fact_identity: Hex | null
  tx_hash: Hex | null
  succeeded_at: Date | null
  failure_code: string | null
  failure_reason: string | null
}

/** What must change of a refund or payout, so that it says what its relay and its fact do; undefined where it does. */
export function outChange(
  row: RelayedRefund | RelayedPayout,
  fact: ChainFactRow | undefined,
): OutChange | undefined {
  const status = outStatus(row, factStatus(fact))
  const change: OutChange = {
    status,
    fact_identity: fact?.identity ?? null,
    // Where its transaction left the chain, the same one may come back.
    tx_hash: fact?.tx_hash ?? row.tx_hash,
    succeeded_at: status === 'succeeded' ? (fact?.block_time ?? null) : null,
    ...failureOf(row, status),
  }
  return isEqual(row, change) ? undefined : change
}

function factStatus(fact: ChainFactRow | undefined) {
  return fact === undefined || fact.status === 'reverted' ? null : fact.status
}

function failureOf(row: RelayedRefund | RelayedPayout, status: OutStatus) {
  if (status !== 'failed') return { failure_code: null, failure_reason: null }
  if (row.source === 'chain') {
    return { failure_code: 'reorganised', failure_reason: 'its transaction left the chain' }
  }
  return { failure_code: row.relay_error_code, failure_reason: row.relay_error_reason }
}

function isEqual(row: RelayedRefund | RelayedPayout, change: OutChange): boolean {
  return (
    row.status === change.status &&
    row.fact_identity === change.fact_identity &&
    row.tx_hash === change.tx_hash &&
    row.succeeded_at?.getTime() === change.succeeded_at?.getTime() &&
    row.failure_code === change.failure_code &&
    row.failure_reason === change.failure_reason
  )
}
