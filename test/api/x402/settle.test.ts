import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { waitFor } from '../../support/waitFor.ts'
import { payerOf } from '../relays/support/relays.ts'
import { serveApi } from '../support/server.ts'
import { type Bench, openBench } from './support/bench.ts'
import { askingFor, frontRun, signPayment } from './support/payments.ts'
import { facilitatorOf } from './support/shop.ts'

describe('settling a payment', () => {
  let bench: Bench

  before(async () => {
    bench = await openBench()
  })
  after(() => bench.close())

  const sign = () =>
    signPayment(bench.world, payerOf(bench.world), askingFor(bench.world, bench.merchant.account.address))

  async function relaysOf(nonce: `0x${string}`) {
    return bench.world.db.selectFrom('relay').selectAll().where('nonce', '=', nonce).execute()
  }

  it('makes one relay of the same payment posted twenty times at once, to two servers', async () => {
    const { world, facilitator, merchant } = bench
    const second = await serveApi(world)
    const other = facilitatorOf(second, merchant.key)
    const { payload, requirements, authorization } = await sign()
    const posted = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? facilitator : other).settle(payload, requirements),
    )
    const answers = await Promise.all(posted)
    await second.close()
    const [served, ...more] = answers.filter(({ success }) => success)
    expect(more).to.deep.equal([])
    const others = answers.flatMap(({ success, errorReason }) => (success ? [] : [errorReason]))
    expect(others).to.deep.equal(others.map(() => 'settlement_pending'))
    const relays = await relaysOf(authorization.nonce)
    expect(relays).to.have.length(1)
    expect(relays[0]?.tx_hash).to.equal(served?.transaction)
  })

  it('answers a repetition after a lost answer with the first outcome', async () => {
    const { facilitator } = bench
    const { payload, requirements, authorization } = await sign()
    const first = await facilitator.settle(payload, requirements)
    await untilConfirmed(authorization.nonce)
    const second = await facilitator.settle(payload, requirements)
    expect(second).to.deep.equal(first)
    expect(first.success).to.equal(true)
    expect(await relaysOf(authorization.nonce)).to.have.length(1)
    // Spent, it is not worth a second forecast.
    expect(await facilitator.verify(payload, requirements)).to.include({
      isValid: false,
      invalidReason: 'invalid_exact_evm_nonce_already_used',
    })
  })

  it('buys one resource once, however its signature is written', async () => {
    const { facilitator } = bench
    const { payload, requirements, authorization, signature } = await sign()
    expect(await facilitator.settle(payload, requirements)).to.include({ success: true })
    await untilConfirmed(authorization.nonce)
    const parity = Number.parseInt(signature.slice(-2), 16) - 27
    const other = `${signature.slice(0, -2)}0${parity}`
    for (const written of [other, signature]) {
      const archive = { url: 'https://shop.example/archive' }
      const again = { ...payload, resource: archive, payload: { ...payload.payload, signature: written } }
      expect(await facilitator.settle(again, requirements)).to.include({
        success: false,
        errorReason: 'duplicate_settlement',
      })
    }
    expect(await relaysOf(authorization.nonce)).to.have.length(1)
  })

  it('keeps a description that is cut within a character', async () => {
    const { facilitator } = bench
    const { payload, requirements } = await sign()
    const resource = { url: 'https://shop.example/forecast', description: `${'a'.repeat(499)}😀` }
    expect(await facilitator.settle({ ...payload, resource }, requirements)).to.include({ success: true })
  })

  it('ends with success for whoever repeats it, when the server that began it is gone', async () => {
    const { world, merchant } = bench
    const gone = await serveApi(world)
    const { payload, requirements, authorization } = await sign()
    const lost = facilitatorOf(gone, merchant.key)
      .settle(payload, requirements)
      .then(
        () => 'answered',
        () => 'lost',
      )
    await waitFor(async () => (await relaysOf(authorization.nonce))[0], { describe: 'the relay' })
    await gone.close()
    await lost
    const answer = await waitFor(
      async () => {
        const { success, errorReason, transaction } = await bench.facilitator.settle(payload, requirements)
        if (!success) expect(errorReason).to.equal('settlement_pending')
        return success ? transaction : undefined
      },
      { describe: 'the repetition to succeed' },
    )
    expect((await relaysOf(authorization.nonce)).map(({ tx_hash }) => tx_hash)).to.deep.equal([answer])
  })

  it('buys no other resource', async () => {
    const { facilitator } = bench
    const { payload, requirements, authorization } = await sign()
    expect(await facilitator.settle(payload, requirements)).to.include({ success: true })
    const other = { ...payload, resource: { url: 'https://shop.example/archive' } }
    const answer = { success: false, errorReason: 'duplicate_settlement', transaction: '' }
    expect(await facilitator.settle(other, requirements)).to.include(answer)
    await untilConfirmed(authorization.nonce)
    expect(await facilitator.settle(other, requirements)).to.include(answer)
  })

  function untilConfirmed(nonce: `0x${string}`) {
    return waitFor(
      async () => (await relaysOf(nonce)).some(({ status }) => status === 'confirmed') || undefined,
      { describe: 'the relay to be confirmed' },
    )
  }

  it('holds a repetition against what is asked for now, not against what it settled', async () => {
    const { facilitator } = bench
    const { payload, requirements } = await sign()
    expect(await facilitator.settle(payload, requirements)).to.include({ success: true })
    const dearer = { ...requirements, amount: '1000000' }
    const answer = await facilitator.settle({ ...payload, accepted: dearer }, dearer)
    expect(answer).to.include({
      success: false,
      errorReason: 'invalid_exact_evm_payload_authorization_value_mismatch',
      transaction: '',
    })
  })

  it('takes no signature but the one that settled for a repetition', async () => {
    const { facilitator } = bench
    const { payload, requirements } = await sign()
    await facilitator.settle(payload, requirements)
    const forged = { ...payload, payload: { ...payload.payload, signature: `0x${'11'.repeat(64)}1b` } }
    expect(await facilitator.settle(forged, requirements)).to.include({ success: false, transaction: '' })
  })

  it('is settled by whoever was first, with their transaction', async () => {
    const { world, facilitator } = bench
    const payment = await sign()
    const hash = await frontRun(world, payment)
    const answer = await facilitator.settle(payment.payload, payment.requirements)
    expect(answer).to.include({ success: true, transaction: hash })
    const relay = await waitFor(
      async () => (await relaysOf(payment.authorization.nonce)).find(({ status }) => status === 'confirmed'),
      { describe: 'the relay to be confirmed' },
    )
    expect(relay).to.include({ kind: 'x402_exact', executed_by: 'other', tx_hash: null })
  })

  it('says that a payment is valid, and changes nothing', async () => {
    const { facilitator, world } = bench
    const { payload, requirements, authorization } = await sign()
    expect(await facilitator.verify(payload, requirements)).to.deep.equal({
      isValid: true,
      payer: payerOf(world).address,
    })
    expect(await relaysOf(authorization.nonce)).to.have.length(0)
  })

  it('tells what it settles', async () => {
    const { facilitator, world } = bench
    const supported = await facilitator.getSupported()
    expect(supported.kinds).to.deep.include({
      x402Version: 2,
      scheme: 'exact',
      network: `eip155:${world.chain.chainId}`,
    })
    expect(supported.signers['eip155:*']?.map((address) => address.toLowerCase())).to.deep.equal(
      world.ctx.gasSigners.map(({ address }) => address),
    )
  })
})
