import { setTimeout as delay } from 'node:timers/promises'
import { toTermsRow } from '../../../../api/src/domain/terms.ts'
import { payerOf } from '../../../api/relays/support/relays.ts'
import { randomHex } from '../../../api/support/fakeViews.ts'
import { termsOf } from '../../../e2e/support/pay.ts'
import type { Random } from '../../../support/random.ts'
import { insist } from '../insist.ts'
import { someAmount } from '../load/terms.ts'
import type { Desk, Shop } from './shop.ts'

type Hex = `0x${string}`

/** What the API has said yes to, and what the indexer has shown. */
export type Order = {
  key: string
  desk: Desk
  amount: bigint
  invoice: string
  request: string
  onchainId: Hex
  /** When it came in, by the clock of `performance`. */
  begun: number
}

const PAUSE_MS = 50

/** Bills a customer who pays at once. Whatever breaks meanwhile, each step is repeated with its own key until it is done. */
export async function placeOrder(shop: Shop, desk: Desk, key: string, random: Random): Promise<Order> {
  const { chain, token } = shop.world
  const begun = performance.now()
  const amount = someAmount(random)
  const invoice = await insist(() =>
    desk.api.POST('/v1/invoices', {
      params: { header: { 'Idempotency-Key': key } },
      body: {
        amount: `${amount}`,
        chain: `eip155:${chain.chainId}`,
        token: token.address,
        metadata: { order: key },
      },
    }),
  )
  const request = await insist(() =>
    desk.api.POST('/v1/invoices/{id}/payment_requests', {
      params: { path: { id: invoice.id }, header: { 'Idempotency-Key': `${key}-request` } },
      body: { payer: payerOf(shop.world).address },
    }),
  )
  const onchainId: Hex = `0x${request.onchain_id.slice(2)}`
  const terms = toTermsRow(termsOf(request))
  const event = { identity: randomHex(), kind: 'charged', terms, paymentId: onchainId, amount } as const
  await showOnce(shop, event)
  return { key, desk, amount, invoice: invoice.id, request: request.id, onchainId, begun }
}

/** The indexer knows after a lost connection whether its transaction stands. */
export async function showOnce(shop: Shop, event: Parameters<Shop['show']>[0]): Promise<void> {
  const query = 'select from onchain_main.balance_entry where identity = $1'
  for (;;) {
    const isShown = await shop
      .show(event)
      .then(
        () => true,
        () => shop.pool.query(query, [event.identity]).then(({ rows }) => rows.length > 0),
      )
      .catch(() => false)
    if (isShown) return
    await delay(PAUSE_MS)
  }
}

const LANES = 6

/** Customers who come one after the other, in several lanes, until `close` is called. */
export function openTill(shop: Shop, random: Random) {
  const orders: Order[] = []
  const failures: string[] = []
  let isOpen = true
  const serve = async (lane: number) => {
    for (let number = 0; isOpen; number += 1) {
      const desk = shop.desks[(lane + number) % shop.desks.length]
      if (!desk) throw new Error('there is no merchant')
      const key = `order-${lane}-${number}`
      await placeOrder(shop, desk, key, random).then(
        (order) => orders.push(order),
        (error: unknown) => failures.push(String(error)),
      )
    }
  }
  const lanes = Promise.all(Array.from({ length: LANES }, (_, lane) => serve(lane)))
  return {
    orders,
    failures,
    /** Lets everybody finish who has come. */
    close: async () => {
      isOpen = false
      await lanes
    },
  }
}

export type Till = ReturnType<typeof openTill>
