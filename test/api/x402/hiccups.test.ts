import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { BaseError } from 'viem'
import { away } from '../../../api/src/chain/rpcAnswer.ts'
import type { Ctx } from '../../../api/src/context.ts'
import { settleX402 } from '../../../api/src/services/x402/settleX402.ts'
import { waitFor } from '../../support/waitFor.ts'
import { payerOf } from '../relays/support/relays.ts'
import { type Bench, openBench } from './support/bench.ts'
import { askingFor, signPayment } from './support/payments.ts'

describe('a hiccup while a payment is settled', () => {
  let bench: Bench
  before(async () => {
    bench = await openBench()
  })
  after(() => bench.close())

  async function settleWith(changes: Partial<Ctx>) {
    const { world, merchant } = bench
    const requirements = askingFor(world, merchant.account.address)
    const { payload, authorization } = await signPayment(world, payerOf(world), requirements)
    const input = { x402Version: 2, paymentPayload: payload, paymentRequirements: requirements }
    const answer = await settleX402({ ...world.ctx, ...changes }, merchant.owner, input).catch(
      (error: unknown) => error,
    )
    return { answer, nonce: authorization.nonce }
  }

  const relayOf = (nonce: `0x${string}`) =>
    bench.world.db.selectFrom('relay').selectAll().where('nonce', '=', nonce).executeTakeFirst()

  it('of the database, once it is sent, is no failure of the payment: the answer is to ask again', async () => {
    const { store } = bench.world.ctx
    const get: typeof store.relays.get = () => Promise.reject(new Error('canceling statement'))
    const { answer, nonce } = await settleWith({ store: { ...store, relays: { ...store.relays, get } } })
    expect(answer).to.include({ success: false, errorReason: 'settlement_pending' })
    expect(JSON.stringify(answer)).to.not.include('canceling statement')
    await waitFor(async () => (await relayOf(nonce))?.status === 'confirmed' || undefined, {
      describe: 'the relay to be confirmed',
    })
  })

  it('of the database, before it is kept, is told as our fault and not as the payer’s', async () => {
    const { store } = bench.world.ctx
    const broken = new Error('canceling statement')
    const insert: typeof store.relays.insert = () => Promise.reject(broken)
    const { answer, nonce } = await settleWith({ store: { ...store, relays: { ...store.relays, insert } } })
    expect(answer).to.equal(broken)
    expect(await relayOf(nonce)).to.equal(undefined)
  })

  it('of the node is told as a chain that does not answer, which is no verdict', async () => {
    const { chain, chainMoments } = bench.world.ctx
    const silence = Object.assign(new BaseError('HTTP request failed.'), { cause: away() })
    const sender = { ...chain.sender, readNow: () => Promise.reject(silence) }
    const forgetful: typeof chainMoments = Object.assign(Object.create(chainMoments), {
      get: () => undefined,
    })
    const { answer, nonce } = await settleWith({ chain: { ...chain, sender }, chainMoments: forgetful })
    expect(answer).to.equal(silence)
    expect(await relayOf(nonce)).to.equal(undefined)
  })
})
