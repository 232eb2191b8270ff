import { readObject, ShapeError } from '../parse/reader.ts'
import type { ApiClient } from './client.ts'
import { type Line, readLine } from './line.ts'
import { type Money, readMoney } from './money.ts'

/** What a payment link sells. */
export type PayLink = {
  id: string
  merchantName: string
  amount: Money
  lines: Line[]
  cancelUrl: string | null
}

export async function getPayLink(api: ApiClient, token: string): Promise<PayLink> {
  const link = readObject(await api.get(pathOf(token)), 'pay_link')
  return {
    id: link.text('id'),
    merchantName: link.child('merchant').text('name'),
    amount: readMoney(link.child('amount')),
    lines: link.children('lines').map(readLine),
    cancelUrl: link.textOrNull('cancel_url'),
  }
}

/** Makes an invoice, and answers with the path of its checkout on this very site. */
export async function buyFromPayLink(api: ApiClient, token: string, idempotencyKey: string): Promise<string> {
  const made = readObject(await api.post(`${pathOf(token)}/invoices`, {}, idempotencyKey), 'invoice')
  const address = made.text('checkout_url')
  if (!URL.canParse(address)) throw new ShapeError('invoice.checkout_url should be an address')
  const { pathname, search } = new URL(address)
  return pathname + search
}

function pathOf(token: string): string {
  return `/v1/pay_links/${encodeURIComponent(token)}`
}
