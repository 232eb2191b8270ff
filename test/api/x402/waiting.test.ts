import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { acceptX402 } from '../../../api/src/services/x402/acceptX402.ts'
import { awaitX402 } from '../../../api/src/services/x402/awaitX402.ts'
import { isRefusal, readX402 } from '../../../api/src/services/x402/readX402.ts'
import { payerOf } from '../relays/support/relays.ts'
import { addMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { askingFor, signPayment } from './support/payments.ts'

const POLLS = 6

describe('waiting for a payment', () => {
  let world: World

  before(async () => {
    world = await openWorld()
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  it('asks the chain once, while there is no new block and nothing was sent', async () => {
    const { ctx, db } = world
    const merchant = await addMerchant(world)
    const signed = await signPayment(world, payerOf(world), askingFor(world, merchant.account.address))
    const { payload: paymentPayload, requirements: paymentRequirements } = signed
    const input = { x402Version: 2, paymentPayload, paymentRequirements }
    const payment = await readX402({ ...ctx, db }, merchant.owner, input)
    if (isRefusal(payment)) throw new Error(payment.message)
    const { relay } = await acceptX402({ ...ctx, db }, merchant.owner, payment)
    let polls = 0
    let asked = 0
    const relays: typeof ctx.store.relays = {
      ...ctx.store.relays,
      get: async (on, id) => {
        polls += 1
        if (polls === POLLS)
          await ctx.store.relays.move(on, id, ['accepted'], { status: 'failed' }, ctx.clock.now())
        return ctx.store.relays.get(on, id)
      },
    }
    const x402: typeof ctx.chain.x402 = {
      ...ctx.chain.x402,
      findSettlement: async () => {
        asked += 1
        return undefined
      },
    }
    const watched = { ...ctx, db, store: { ...ctx.store, relays }, chain: { ...ctx.chain, x402 } }
    expect(await awaitX402(watched, relay.id)).to.include({ state: 'failed' })
    expect(polls).to.equal(POLLS)
    expect(asked).to.equal(1)
  })
})
