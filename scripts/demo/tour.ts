import { type FlorinClient, florin } from '@florin/sdk/client.ts'
import { type Address, getAddress } from 'viem'
import { localAccount } from '../local/accounts.ts'
import type { RunningState } from '../local/runningState.ts'
import { type Agreement, compare } from './agreement.ts'
import {
  balanceFigure,
  capturedFigure,
  nothing,
  payerFigure,
  refundedFigure,
  told,
  zeroSumFigure,
} from './figures.ts'
import type { Journal } from './journal.ts'
import {
  dataOf,
  type Invoice,
  invoiceWhen,
  type Payment,
  payGasless,
  paymentWhen,
  type Relay,
  settled,
} from './merchantClient.ts'
import { openBooks } from './readings.ts'
import { toHex32 } from './toHex32.ts'
import type { Tour } from './tourContext.ts'
import { until } from './until.ts'
import { startWebhookReceiver } from './webhookReceiver.ts'
import { withdraw } from './withdraw.ts'

const CHARGED = 25_000_000n
const AUTHORIZED = 10_000_000n
const FIRST_CAPTURE = 4_000_000n
const REFUNDED = 5_000_000n

const NOT_OPTED_IN = 'The demo merchant has not opted in to the host’s operator key.'

/** The whole path with real signatures: bill, pay, capture, refund, withdraw; then every part's figures side by side. */
export async function takeTour(state: RunningState, journal: Journal): Promise<Agreement[]> {
  if (!state.demo) throw new Error('The running system has no demo merchant: it serves no local chain.')
  const { urls, demo, chainId } = state
  const api = florin({ apiUrl: urls.api, apiKey: demo.apiKey })
  const { token, escrow } = await readConfig(api, chainId)
  const books = await openBooks({
    rpcUrl: urls.rpc,
    databaseUrl: state.database.urls.reports,
    chainId,
    escrow,
  })
  const receiver = await startWebhookReceiver()
  const payer = localAccount(chainId, 'payer')
  const tour: Tour = { api, apiUrl: urls.api, payer, journal, books, receiver, state, token, escrow }
  try {
    return await withEndpoint(tour, () => visit(tour))
  } finally {
    await receiver.close()
    await books.close()
  }
}

async function visit(tour: Tour): Promise<Agreement[]> {
  const walletBefore = await tour.books.walletBalance(tour.payer.address, tour.token)
  const charged = await chargeGasless(tour)
  const captured = await authorizeAndCapture(tour)
  const refunded = await refund(tour, charged)
  const withdrawn = await withdrawAll(tour)
  const { refused } = tour.receiver
  if (refused.length > 0) throw new Error(`${refused.length} webhooks were not signed rightly: ${refused[0]}`)
  return [
    await capturedFigure(tour, 'charged at once', refunded, CHARGED),
    await capturedFigure(tour, 'captured in two parts', captured, AUTHORIZED),
    await refundedFigure(tour, refunded, REFUNDED),
    await payerFigure(tour, [refunded, captured], CHARGED + AUTHORIZED - REFUNDED, walletBefore),
    withdrawn,
    await balanceFigure(tour),
    await zeroSumFigure(tour),
  ]
}

async function readConfig(api: FlorinClient, chainId: number): Promise<{ token: Address; escrow: Address }> {
  const config = dataOf('The configuration', await api.GET('/v1/config'))
  const chain = config.chains.find((served) => served.chain_id === chainId)
  const token = chain?.tokens[0]?.token
  if (!chain || !token) throw new Error(`The API does not serve chain ${chainId}.`)
  return { token: getAddress(token), escrow: getAddress(chain.contracts.payment_escrow) }
}

/** A webhook endpoint that lives as long as the tour. */
async function withEndpoint<T>(tour: Tour, work: () => Promise<T>): Promise<T> {
  const { api, receiver, journal } = tour
  const endpoint = await journal.run('register a webhook endpoint', async () => {
    const made = dataOf(
      'The webhook endpoint',
      await api.POST('/v1/webhook_endpoints', { body: { url: receiver.url } }),
    )
    if (made.secret === null) throw new Error('The endpoint came without its secret.')
    receiver.trust(made.secret)
    return made
  })
  try {
    return await work()
  } finally {
    await api.DELETE('/v1/webhook_endpoints/{id}', { params: { path: { id: endpoint.id } } })
  }
}

async function createInvoice(
  tour: Tour,
  amount: bigint,
  captureMethod: Invoice['capture_method'],
): Promise<Invoice> {
  const created = await tour.api.POST('/v1/invoices', {
    body: {
      amount: amount.toString(),
      chain: `eip155:${tour.state.chainId}`,
      token: tour.token,
      capture_method: captureMethod,
      description: `Demo, ${captureMethod} capture`,
    },
  })
  return dataOf('The invoice', created)
}

async function chargeGasless(tour: Tour): Promise<Payment> {
  const { journal } = tour
  const invoice = await journal.run('create an invoice over 25 test dollars', () =>
    createInvoice(tour, CHARGED, 'automatic'),
  )
  await journal.run('pay it with one signature and no gas', () => payGasless(tour, invoice), minedBy(tour))
  await journal.run('invoice is paid', () => invoiceWhen(tour, invoice.id, ({ status }) => status === 'paid'))
  await journal.run('webhook invoice.paid, signature verified', () =>
    delivered(tour, 'invoice.paid', invoice.id),
  )
  return paymentWhen(tour, invoice.id, isSettled)
}

async function authorizeAndCapture(tour: Tour): Promise<Payment> {
  const { journal } = tour
  const invoice = await journal.run('create an invoice to be captured later', () =>
    createInvoice(tour, AUTHORIZED, 'manual'),
  )
  await journal.run('authorize it with one signature', () => payGasless(tour, invoice), minedBy(tour))
  const payment = await journal.run('payment is confirmed in escrow', () =>
    paymentWhen(tour, invoice.id, isSettled),
  )
  await journal.run('capture 4 of 10', () => capture(tour, payment, FIRST_CAPTURE), minedBy(tour))
  await journal.run(
    'capture the remaining 6',
    () => capture(tour, payment, AUTHORIZED - FIRST_CAPTURE),
    minedBy(tour),
  )
  await journal.run('invoice is paid', () => invoiceWhen(tour, invoice.id, ({ status }) => status === 'paid'))
  await journal.run('webhook invoice.paid, signature verified', () =>
    delivered(tour, 'invoice.paid', invoice.id),
  )
  return paymentWhen(
    tour,
    invoice.id,
    ({ amount_captured }) => amount_captured.amount === AUTHORIZED.toString(),
  )
}

async function refund(tour: Tour, payment: Payment): Promise<Payment> {
  const { api, journal } = tour
  const refunding = async () => {
    const answer = await api.POST('/v1/payments/{id}/refund', {
      params: { path: { id: payment.id }, header: { 'Idempotency-Key': crypto.randomUUID() } },
      body: { amount: REFUNDED.toString() },
    })
    const { relay: id } = dataOf('The refund', answer)
    if (id === null) throw new Error(NOT_OPTED_IN)
    return settled(api, dataOf('The relay', await api.GET('/v1/relays/{id}', { params: { path: { id } } })))
  }
  await journal.run('refund 5 of 25', refunding, minedBy(tour))
  await journal.run('webhook payment.refunded, signature verified', () =>
    delivered(tour, 'payment.refunded', payment.id),
  )
  const { invoice } = payment
  if (invoice === null) throw new Error('The payment has no invoice.')
  return paymentWhen(tour, invoice, ({ amount_refunded }) => amount_refunded.amount === REFUNDED.toString())
}

async function capture(tour: Tour, payment: Payment, amount: bigint): Promise<Relay> {
  const { api } = tour
  const answer = await api.POST('/v1/payments/{id}/capture', {
    params: { path: { id: payment.id }, header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: { amount: amount.toString() },
  })
  const relay = await settled(api, relayOf(dataOf('The capture', answer)))
  await until('The capture in the books', () => {
    const sum = told(tour.receiver.events, 'payment.captured', payment)
    return sum >= amount ? true : undefined
  })
  return relay
}

async function withdrawAll(tour: Tour): Promise<Agreement> {
  const { journal, state, token, escrow, books, receiver } = tour
  const merchant = localAccount(state.chainId, 'merchant')
  const { chain: amount } = await books.available(merchant.address, token)
  const { transaction, received } = await journal.run(
    'withdraw everything to the merchant’s wallet',
    () => withdraw({ rpcUrl: state.urls.rpc, escrow, token, merchant, amount }),
    (done) => done,
  )
  const event = await journal.run('webhook balance.withdrawn, signature verified', () =>
    until('The webhook balance.withdrawn', () =>
      receiver.events
        .filter((event) => event.type === 'balance.withdrawn')
        .find(({ data }) => data.object.tx_hash === transaction),
    ),
  )
  return compare('withdrawn', amount, {
    ...nothing,
    chain: received,
    ledger: await books.postedBy(transaction, `external:${merchant.address}`),
    webhooks: amountIn(event.data.object.amount),
  })
}

const isSettled = ({ status }: Payment) => status === 'confirmed' || status === 'finalized'

async function delivered(tour: Tour, type: string, id: string): Promise<void> {
  await until(`The webhook ${type}`, () =>
    tour.receiver.events.find((event) => event.type === type && event.data.object.id === id),
  )
}

/** Names the transaction that executed a relay, and its block. */
function minedBy(tour: Tour) {
  return async (relay: Relay) => ({
    transaction: relay.tx_hash,
    block: relay.tx_hash ? await tour.books.blockOf(toHex32(relay.tx_hash)) : null,
  })
}

function relayOf(action: Relay | { object: 'signature_request' }): Relay {
  if (action.object === 'relay') return action
  throw new Error(NOT_OPTED_IN)
}

function amountIn(money: unknown): bigint {
  if (typeof money !== 'object' || money === null || !('amount' in money))
    throw new Error('not a money object')
  return BigInt(String(money.amount))
}
