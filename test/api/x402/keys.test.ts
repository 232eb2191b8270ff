import { after, before, describe, it } from 'node:test'
import type { PaymentRequirements } from '@x402/core/types'
import { UptoEvmScheme } from '@x402/evm/upto/client'
import { expect } from 'chai'
import type { Address } from 'viem'
import type { PauseReason } from '../../../api/src/domain/signerHealth.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { payerOf } from '../relays/support/relays.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { askingFor, signPayment } from './support/payments.ts'
import { approvePermit2, installProxies } from './support/permit2.ts'

const COIN = 10n ** 18n

describe('the keys that the facilitator offers', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let first: Address
  let second: Address

  before(async () => {
    world = await openWorld({ gasSigners: 2 })
    server = await serveApi(world)
    merchant = await addMerchant(world)
    ;[first, second] = world.ctx.gasSigners.map(({ address }) => address).sort() as [Address, Address]
    await installProxies(world)
    await approvePermit2(world, payerOf(world))
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  async function offered() {
    const { body } = await server.call('GET', '/x402/supported')
    const { kinds, signers } = body as {
      kinds: { scheme: string; extra?: { facilitatorAddress: string } }[]
      signers: Record<string, string[]>
    }
    return {
      schemes: kinds.map(({ scheme }) => scheme),
      upto: kinds.find(({ scheme }) => scheme === 'upto')?.extra?.facilitatorAddress.toLowerCase(),
      signers: signers['eip155:*']?.map((address) => address.toLowerCase()),
    }
  }

  async function post(path: string, paymentPayload: unknown, paymentRequirements: PaymentRequirements) {
    const body = { x402Version: 2, paymentPayload, paymentRequirements }
    return server.call('POST', `/x402/${path}`, { key: merchant.key, body })
  }

  const ask = (changes: Partial<PaymentRequirements> = {}) =>
    askingFor(world, merchant.account.address, changes)

  async function review(address: Address, reason: PauseReason | null, at = world.ctx.clock.now()) {
    const key = { chain_id: BigInt(world.chain.chainId), address }
    await world.ctx.store.gasSigners.review(world.db, key, { balance: COIN, reason }, at)
  }

  it('are none while no worker looks after any: nothing is called valid that nobody would send', async () => {
    expect(await offered()).to.deep.equal({ schemes: ['exact'], upto: undefined, signers: [] })
    const { payload, requirements } = await signPayment(world, payerOf(world), ask())
    for (const path of ['verify', 'settle']) {
      const { status, headers, body } = await post(path, payload, requirements)
      expect(status).to.equal(503)
      expect(body).to.include({ code: 'no_gas_signer' })
      expect(headers.get('retry-after')).to.equal('60')
    }
    expect(await world.db.selectFrom('relay').select('id').execute()).to.deep.equal([])
  })

  it('are those that a worker looked at', async () => {
    await recoverSender(world.ctx)
    expect(await offered()).to.deep.equal({
      schemes: ['exact', 'upto'],
      upto: first,
      signers: [first, second],
    })
    const { payload, requirements } = await signPayment(world, payerOf(world), ask())
    expect((await post('verify', payload, requirements)).body).to.include({ isValid: true })
  })

  it('leave out one that is paused, and what names it is refused', async () => {
    await review(first, 'low_balance')
    expect(await offered())
      .to.include({ upto: second })
      .and.deep.include({ signers: [second] })
    const extra = { ...world.token.eip712, assetTransferMethod: 'permit2', facilitatorAddress: first }
    const wanted = ask({ scheme: 'upto', extra })
    const { payload } = await new UptoEvmScheme(payerOf(world)).createPaymentPayload(2, wanted)
    const paymentPayload = { x402Version: 2, accepted: wanted, payload }
    const reason = 'upto_facilitator_mismatch'
    const verdict = await post('verify', paymentPayload, wanted)
    expect(verdict.body).to.include({ isValid: false, invalidReason: reason })
    const settlement = await post('settle', paymentPayload, wanted)
    expect(settlement.body).to.include({ success: false, errorReason: reason, transaction: '' })
    await review(first, null)
    expect((await post('verify', paymentPayload, wanted)).body).to.include({ isValid: true })
  })

  it('leave out one that no worker looked at for minutes', async () => {
    await review(first, null, new Date(Date.now() - 180_000))
    expect(await offered()).to.deep.include({ signers: [second] })
  })
})
