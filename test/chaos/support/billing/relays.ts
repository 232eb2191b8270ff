import { receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import { termsOf } from '../../../e2e/support/pay.ts'
import type { Random } from '../../../support/random.ts'
import { ACTS, type Act } from '../load/act.ts'
import { someAmount } from '../load/terms.ts'
import { bill } from './invoices.ts'
import type { Desk } from './stage.ts'

/** What people do with wallets, and what they ask the API to send for them. */
export function actsWithRelays(desks: readonly Desk[]): readonly [Act, ...Act[]] {
  return [...ACTS, payByRelay(desks), captureByRelay(desks)]
}

/** The payer signs, and our relayer pays the gas. */
const payByRelay =
  (desks: readonly Desk[]): Act =>
  async ({ chain, random, payers, agreed }) => {
    const { api } = deskOf(desks, random)
    const payer = random.pick(payers)
    const mode = random.pick(['charge', 'escrow'] as const)
    const billed = await bill(chain, api, { payer: payer.address, mode, amount: someAmount(random) })
    const terms = termsOf(billed.request)
    agreed.push(terms)
    const typedData = receiveWithAuthorizationTypedData({ ...chain, terms })
    await api.POST('/v1/relays', {
      params: { header: { 'Idempotency-Key': billed.request.id } },
      body: {
        payment_request: billed.request.id,
        signature: await payer.account.signTypedData(typedData),
      },
    })
  }

/** A payment that a reorg has just taken away cannot be captured: then the API says so, and nothing happens. */
const captureByRelay =
  (desks: readonly Desk[]): Act =>
  async ({ random, nextSalt }) => {
    const { api } = deskOf(desks, random)
    const { data } = await api.GET('/v1/payments', { params: { query: { limit: 20 } } })
    const open = data?.data.filter((payment) => payment.amount_capturable.amount !== '0') ?? []
    const payment = open[random.integer(Math.max(open.length, 1))]
    if (!payment) return
    await api.POST('/v1/payments/{id}/capture', {
      params: { path: { id: payment.id }, header: { 'Idempotency-Key': `capture-${nextSalt()}` } },
      body: {},
    })
  }

function deskOf(desks: readonly Desk[], random: Random): Desk {
  const desk = desks[random.integer(desks.length)]
  if (!desk) throw new Error('there is no merchant')
  return desk
}
