import { invoiceExample } from './invoice.ts'
import { EXAMPLE_TIME, exampleId } from './parts.ts'

const {
  checkout_url: _url,
  checkout_token: _token,
  ...paidInvoice
} = {
  ...invoiceExample,
  status: 'paid',
  payment_status: 'paid',
  paid_at: EXAMPLE_TIME,
}

export const eventExample = {
  object: 'event',
  id: exampleId('evt'),
  type: 'invoice.paid',
  seq: 7,
  mode: 'test',
  created_at: EXAMPLE_TIME,
  data: { object: paidInvoice },
}

export const deliveryExample = {
  endpoint: exampleId('we'),
  status: 'delivered',
  next_attempt_at: null,
  delivered_at: EXAMPLE_TIME,
  attempts: [
    {
      number: 1,
      started_at: EXAMPLE_TIME,
      duration_ms: 48,
      response_status: 204,
      response_excerpt: '',
      error: null,
    },
  ],
}
