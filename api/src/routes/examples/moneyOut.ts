import { EXAMPLE_MERCHANT, EXAMPLE_PAYER, EXAMPLE_TIME, exampleDollars, exampleId } from './parts.ts'

const fields = {
  mode: 'test',
  status: 'pending',
  source: 'api',
  relay: exampleId('rl'),
  tx_hash: null,
  signature_request: null,
  failure: null,
  created_at: EXAMPLE_TIME,
  succeeded_at: null,
  canceled_at: null,
}

export const refundExample = {
  object: 'refund',
  id: exampleId('re'),
  ...fields,
  amount: exampleDollars('2000000'),
  metadata: { order: '1042' },
  payment: exampleId('pay'),
  payer: EXAMPLE_PAYER,
  reason: 'One bag came torn.',
}

export const payoutExample = {
  object: 'payout',
  id: exampleId('po'),
  ...fields,
  amount: exampleDollars('8000000'),
  metadata: {},
  account: EXAMPLE_MERCHANT,
  recipient: EXAMPLE_PAYER,
}
