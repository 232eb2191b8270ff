import { invoiceExample } from './invoice.ts'
import { EXAMPLE_MERCHANT } from './parts.ts'

export const checkoutExample = {
  object: 'checkout',
  invoice: invoiceExample.id,
  number: invoiceExample.number,
  status: 'open',
  payment_status: 'none',
  expired: false,
  past_due: false,
  due_at: null,
  expires_at: invoiceExample.expires_at,
  description: invoiceExample.description,
  merchant: { name: 'Harbour Coffee', address: EXAMPLE_MERCHANT },
  amount: invoiceExample.amount,
  lines: invoiceExample.lines,
  amount_paid: invoiceExample.amount_paid,
  amount_due: invoiceExample.amount_due,
  capture_method: 'automatic',
  return_url: invoiceExample.return_url,
  cancel_url: null,
  payments: [],
}
