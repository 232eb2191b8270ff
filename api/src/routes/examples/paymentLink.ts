import { invoiceExample } from './invoice.ts'
import { EXAMPLE_MERCHANT, EXAMPLE_TIME, exampleDollars, exampleId } from './parts.ts'

/** Links are published, so their tokens are not secret. */
const EXAMPLE_LINK_TOKEN = 'q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa'

const offer = {
  amount: exampleDollars('10000000'),
  lines: [
    {
      description: 'House blend, 1 kg',
      quantity: 2,
      unit_amount: exampleDollars('5000000'),
      amount: exampleDollars('10000000'),
      price: exampleId('price'),
    },
  ],
}

export const paymentLinkExample = {
  object: 'payment_link',
  id: exampleId('plink'),
  mode: 'test',
  active: true,
  url: `https://pay.example/link/${EXAMPLE_LINK_TOKEN}`,
  link_token: EXAMPLE_LINK_TOKEN,
  ...offer,
  capture_method: 'automatic',
  return_url: 'https://shop.example/thanks',
  cancel_url: null,
  metadata: { campaign: 'spring' },
  created_at: EXAMPLE_TIME,
}

export const payLinkExample = {
  object: 'pay_link',
  id: exampleId('plink'),
  mode: 'test',
  merchant: { name: 'Harbour Coffee', address: EXAMPLE_MERCHANT },
  ...offer,
  cancel_url: null,
}

export const payLinkInvoiceExample = {
  object: 'pay_link_invoice',
  id: exampleId('inv'),
  checkout_url: invoiceExample.checkout_url,
  expires_at: '2026-11-22T13:00:00.000Z',
}

export const linkTokenExample = EXAMPLE_LINK_TOKEN
