import { EXAMPLE_CHECKOUT_TOKEN, EXAMPLE_TIME, exampleDollars, exampleId } from './parts.ts'

export const invoiceExample = {
  object: 'invoice',
  id: exampleId('inv'),
  mode: 'test',
  number: '1042',
  status: 'open',
  payment_status: 'none',
  paid_late: false,
  amount: exampleDollars('10000000'),
  amount_paid: exampleDollars('0'),
  amount_due: exampleDollars('10000000'),
  capture_method: 'automatic',
  description: 'House blend, 1 kg',
  return_url: 'https://shop.example/thanks',
  metadata: { order: '1042' },
  expires_at: '2026-11-29T12:00:00.000Z',
  created_at: EXAMPLE_TIME,
  paid_at: null,
  voided_at: null,
  checkout_url: `https://pay.example/pay/${exampleId('inv')}?token=${EXAMPLE_CHECKOUT_TOKEN}`,
  checkout_token: EXAMPLE_CHECKOUT_TOKEN,
}
