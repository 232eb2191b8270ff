import type { ChainFactRow } from '../../store/chainFacts.ts'

/** Where a payment entered the chain. */
export function inclusionOf(fact: Pick<ChainFactRow, 'tx_hash' | 'block_number' | 'block_time'>) {
  return { tx_hash: fact.tx_hash, block_number: fact.block_number, paid_at: fact.block_time }
}
