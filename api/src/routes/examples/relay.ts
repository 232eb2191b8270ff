import { EXAMPLE_CHAIN, EXAMPLE_ONCHAIN_ID, EXAMPLE_TIME, exampleId } from './parts.ts'

export const relayExample = {
  object: 'relay',
  id: exampleId('rl'),
  mode: 'test',
  kind: 'charge',
  status: 'accepted',
  chain: EXAMPLE_CHAIN,
  payment_request: exampleId('preq'),
  payment: null,
  onchain_id: EXAMPLE_ONCHAIN_ID,
  amount: '10000000',
  tx_hash: null,
  executed_by: null,
  error: null,
  gas: { reserved: '131812500000000000', spent: '0', recovered: '0' },
  deadline: '2026-11-22T12:30:00.000Z',
  created_at: EXAMPLE_TIME,
}
