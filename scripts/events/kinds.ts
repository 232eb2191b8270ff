import type { EventType } from '../../api/src/domain/eventTypes.ts'
import { exampleOf } from '../../api/src/routes/exampleOf.ts'
import { customerSchema } from '../../api/src/routes/shapes/customer.ts'
import { invoiceSchema } from '../../api/src/routes/shapes/invoice.ts'
import { merchantSchema } from '../../api/src/routes/shapes/merchant.ts'
import { merchantAddressSchema } from '../../api/src/routes/shapes/merchantAddress.ts'
import { paymentSchema } from '../../api/src/routes/shapes/payment.ts'
import { paymentLinkSchema } from '../../api/src/routes/shapes/paymentLink.ts'
import { payoutSchema } from '../../api/src/routes/shapes/payout.ts'
import { priceSchema } from '../../api/src/routes/shapes/price.ts'
import { productSchema } from '../../api/src/routes/shapes/product.ts'
import { refundSchema } from '../../api/src/routes/shapes/refund.ts'
import { relaySchema } from '../../api/src/routes/shapes/relay.ts'
import { webhookEndpointSchema } from '../../api/src/routes/shapes/webhookEndpoint.ts'
import { balanceExamples } from './balanceExamples.ts'

type KindOf<T extends string> = T extends `${infer Kind}.${string}` ? Kind : never

/** The first part of a type. */
export type Kind = KindOf<EventType>

/** What the events of one kind have in common. */
export type Described = {
  title: string
  /** What `data.object` is, and `data.cause` where there is one. */
  object: string
  examples: readonly unknown[]
}

/** The example of a schema, without what events leave out. */
function example(schema: Parameters<typeof exampleOf>[0], ...withheld: string[]): unknown {
  const found = exampleOf(schema, 'output')
  if ('missing' in found) throw new Error(`There is no example for ${found.missing.join(', ')}.`)
  if (typeof found.value !== 'object' || found.value === null) throw new Error('The example is no object.')
  return Object.fromEntries(Object.entries(found.value).filter(([name]) => !withheld.includes(name)))
}

/** Every kind: a new one has to be described here before its types can be used. */
export const KINDS: Record<Kind, Described> = {
  invoice: {
    title: 'Invoices',
    object: 'An `Invoice` without `checkout_url` and `checkout_token`, which let their holder pay.',
    examples: [example(invoiceSchema, 'checkout_url', 'checkout_token')],
  },
  payment: {
    title: 'Payments',
    object:
      'A `Payment`. Where something on chain caused it, `data.cause` tells what: `kind`, `amount` (base units), `fact` (its identity) and `tx_hash`.',
    examples: [example(paymentSchema)],
  },
  refund: { title: 'Refunds', object: 'A `Refund`.', examples: [example(refundSchema)] },
  payout: { title: 'Payouts', object: 'A `Payout`.', examples: [example(payoutSchema)] },
  balance: {
    title: 'Balances',
    object:
      'What happened on chain, with `tx_hash` in the place of an id: a `withdrawal`, `deposit`, `prepaid_move` or `balance_transfer`. A payout is told as a withdrawal too.',
    examples: balanceExamples(),
  },
  customer: { title: 'Customers', object: 'A `Customer`.', examples: [example(customerSchema)] },
  product: { title: 'Products', object: 'A `Product`.', examples: [example(productSchema)] },
  price: { title: 'Prices', object: 'A `Price`.', examples: [example(priceSchema)] },
  payment_link: {
    title: 'Payment links',
    object: 'A `PaymentLink` without `url` and `link_token`.',
    examples: [example(paymentLinkSchema, 'url', 'link_token')],
  },
  relay: { title: 'Relays', object: 'A `Relay`; its `error` says why.', examples: [example(relaySchema)] },
  merchant: {
    title: 'Merchant and addresses',
    object: 'A `Merchant` with `merchant.updated`, else a `MerchantAddress`.',
    examples: [example(merchantSchema), example(merchantAddressSchema)],
  },
  webhook_endpoint: {
    title: 'Webhook endpoints',
    object: 'A `WebhookEndpoint`, and the `reason` as `data.cause`.',
    examples: [example(webhookEndpointSchema)],
  },
  webhook: {
    title: 'Tests of endpoints',
    object: 'The `WebhookEndpoint` that is tried.',
    examples: [],
  },
}
