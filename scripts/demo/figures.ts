import type { WebhookEvent } from '@florin/sdk/webhooks.ts'
import { localAccount } from '../local/accounts.ts'
import { type Agreement, compare } from './agreement.ts'
import type { Payment } from './merchantClient.ts'
import { toHex32 } from './toHex32.ts'
import type { Tour } from './tourContext.ts'
import { until } from './until.ts'

/** For the parts of the system that keep no such figure. */
export const nothing = { chain: null, index: null, api: null, ledger: null, webhooks: null }

/** Sum of the amounts that deliveries of one kind told about a payment. */
export function told(events: readonly WebhookEvent[], type: string, payment: Payment): bigint {
  return events
    .filter((event) => event.type === type && event.data.object.id === payment.id)
    .reduce((sum, event) => sum + BigInt(String(event.data.cause?.amount ?? '0')), 0n)
}

const units = (money: { amount: string }) => BigInt(money.amount)

export async function capturedFigure(
  { books, receiver }: Tour,
  what: string,
  payment: Payment,
  expected: bigint,
): Promise<Agreement> {
  const id = toHex32(payment.onchain_id)
  const { refundable } = await books.escrowed(id)
  const isCharge = payment.capture_by === null
  return compare(what, expected, {
    chain: refundable + units(payment.amount_refunded) + units(payment.amount_fee),
    index: (await books.indexed(id)).captured,
    api: units(payment.amount_captured),
    ledger: -(await books.posted(
      id,
      ['charged', 'captured'],
      isCharge ? `external:${payment.payer}` : `escrow:${id}`,
    )),
    webhooks: told(receiver.events, isCharge ? 'payment.confirmed' : 'payment.captured', payment),
  })
}

export async function refundedFigure(
  { books, receiver }: Tour,
  payment: Payment,
  expected: bigint,
): Promise<Agreement> {
  const id = toHex32(payment.onchain_id)
  const { refundable } = await books.escrowed(id)
  return compare('refunded', expected, {
    chain: units(payment.amount_captured) - units(payment.amount_fee) - refundable,
    index: (await books.indexed(id)).refunded,
    api: units(payment.amount_refunded),
    ledger: await books.posted(id, ['refunded'], `external:${payment.payer}`),
    webhooks: told(receiver.events, 'payment.refunded', payment),
  })
}

/** What left the payer's wallet, by the wallet itself and by the books of all its payments. */
export async function payerFigure(
  { books, payer, token }: Tour,
  payments: readonly Payment[],
  expected: bigint,
  walletBefore: bigint,
): Promise<Agreement> {
  const kinds = ['charged', 'authorized', 'refunded']
  let ledger = 0n
  let api = 0n
  for (const payment of payments) {
    ledger -= await books.posted(toHex32(payment.onchain_id), kinds, `external:${payer.address}`)
    api += units(payment.amount) - units(payment.amount_refunded)
  }
  const chain = walletBefore - (await books.walletBalance(payer.address, token))
  return compare('paid by the wallet, less refunds', expected, { ...nothing, chain, api, ledger })
}

export async function balanceFigure({ books, state, token }: Tour): Promise<Agreement> {
  const merchant = localAccount(state.chainId, 'merchant').address
  const level = await until('An equal balance on chain, in the index and in the ledger', async () => {
    const now = await books.available(merchant, token)
    return now.index === now.chain && now.ledger === now.chain ? now : undefined
  })
  return compare('merchant’s available balance after', level.chain, { ...nothing, ...level })
}

export async function zeroSumFigure({ books }: Tour): Promise<Agreement> {
  const unbalanced = BigInt(await books.unbalanced())
  return {
    ...compare('ledger transactions that do not balance', 0n, { ...nothing, ledger: unbalanced }),
    ok: unbalanced === 0n,
  }
}
