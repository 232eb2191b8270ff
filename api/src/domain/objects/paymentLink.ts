import type { InvoiceLine } from '../invoiceLines.ts'
import { sumLines } from '../invoiceLines.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

export interface PaymentLinkFields {
  id: string
  mode: 'test' | 'live'
  active: boolean
  link_token: string
  capture_method: 'automatic' | 'manual'
  return_url: string | null
  cancel_url: string | null
  metadata: Record<string, string>
  created_at: Date
  chain_id: bigint
  token: Hex
  lines: readonly InvoiceLine[]
}

/** What is sold, and for how much. */
export function toOffer(chains: Chains, link: Pick<PaymentLinkFields, 'chain_id' | 'token' | 'lines'>) {
  const money = (amount: bigint) => toMoney(chains, link, amount)
  return {
    amount: money(sumLines(link.lines)),
    lines: link.lines.map((line) => ({
      description: line.description,
      quantity: line.quantity,
      unit_amount: money(line.unit_amount),
      amount: money(line.amount),
      price: line.price_id,
    })),
  }
}

/** A payment link as events tell it: its address is left to the API, which knows where the pages are. */
export function toPaymentLink(chains: Chains, link: PaymentLinkFields) {
  return {
    object: 'payment_link' as const,
    id: link.id,
    mode: link.mode,
    active: link.active,
    ...toOffer(chains, link),
    capture_method: link.capture_method,
    return_url: link.return_url,
    cancel_url: link.cancel_url,
    metadata: link.metadata,
    created_at: link.created_at.toISOString(),
  }
}

/** A link is made to be published; its token keeps others from being guessed. */
export function paymentLinkUrl(webUrl: string, link: { link_token: string }): string {
  return `${webUrl}/link/${link.link_token}`
}
