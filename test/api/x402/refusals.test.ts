import { after, before, describe, it } from 'node:test'
import type { PaymentRequirements } from '@x402/core/types'
import { expect } from 'chai'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createApiKey } from '../../../api/src/services/createApiKey.ts'
import { payerOf } from '../relays/support/relays.ts'
import { addMerchant } from '../support/merchants.ts'
import { type Bench, openBench } from './support/bench.ts'
import { type Authorization, askingFor, cancel, frontRun, signPayment } from './support/payments.ts'
import { facilitatorOf } from './support/shop.ts'

const STRANGER = '0x7777777777777777777777777777777777777777'

describe('payments that the facilitator refuses', () => {
  let bench: Bench

  before(async () => {
    bench = await openBench()
  })
  after(() => bench.close())

  const ask = (changes: Partial<PaymentRequirements> = {}) =>
    askingFor(bench.world, bench.merchant.account.address, changes)

  /** Both verify and settle must refuse, for the same reason, and nothing may be sent. */
  async function expectRefused(
    reason: string,
    requirements: PaymentRequirements,
    changes: Partial<Authorization> = {},
    account = payerOf(bench.world),
  ): Promise<void> {
    const { payload } = await signPayment(bench.world, account, requirements, changes)
    const verdict = await bench.facilitator.verify(payload, requirements)
    expect(verdict).to.include({ isValid: false, invalidReason: reason })
    expect(verdict.invalidMessage, 'what would be right').to.match(/\w+ \w+/)
    const settlement = await bench.facilitator.settle(payload, requirements)
    expect(settlement).to.include({ success: false, errorReason: reason, transaction: '' })
    expect(settlement.errorMessage, 'what would be right').to.match(/\w+ \w+/)
    const relays = await bench.world.db
      .selectFrom('relay')
      .select('id')
      .where('nonce', '=', nonceOf(payload.payload))
      .execute()
    expect(relays).to.deep.equal([])
  }

  function nonceOf(payload: Record<string, unknown>): `0x${string}` {
    const nonce = /"nonce":"(0x[0-9a-f]{64})"/.exec(JSON.stringify(payload))?.[1]
    return `0x${nonce?.slice(2)}`
  }

  it('refuses money for an address that is not the caller’s', async () => {
    await expectRefused('pay_to_not_yours', ask({ payTo: STRANGER }))
    const other = await addMerchant(bench.world)
    await expectRefused('pay_to_not_yours', ask({ payTo: other.account.address }))
  })

  it('refuses an authorization for another than was asked for', async () => {
    await expectRefused('invalid_exact_evm_recipient_mismatch', ask(), { to: STRANGER })
  })

  it('refuses a token that is not listed', async () => {
    await expectRefused('asset_not_supported', ask({ asset: STRANGER }))
  })

  it('refuses a chain that is not served, and one of the other mode', async () => {
    await expectRefused('invalid_network', ask({ network: 'eip155:8453' }))
    const { world, merchant, server } = bench
    const ctx = { ...world.ctx, db: world.db }
    const { key } = await createApiKey(ctx, { ...merchant.owner, mode: 'live' }, ['relays:write'])
    const { payload, requirements } = await signPayment(world, payerOf(world), ask())
    const verdict = await facilitatorOf(server, key).verify(payload, requirements)
    expect(verdict).to.include({ isValid: false, invalidReason: 'invalid_network' })
  })

  it('refuses another amount, and none', async () => {
    await expectRefused('invalid_exact_evm_payload_authorization_value_mismatch', ask(), { value: 9_999n })
    await expectRefused('invalid_payment_requirements', ask({ amount: '0' }))
    await expectRefused('invalid_payment_requirements', ask({ amount: '-1' }), { value: 1n })
  })

  it('refuses an authorization before and after its time', async () => {
    const now = BigInt(Math.floor(Date.now() / 1000))
    await expectRefused('invalid_exact_evm_payload_authorization_valid_before', ask(), {
      validBefore: now - 1n,
    })
    await expectRefused('invalid_exact_evm_payload_authorization_valid_after', ask(), {
      validAfter: now + 600n,
    })
  })

  it('refuses an authorization that would be usable for long', async () => {
    const now = BigInt(Math.floor(Date.now() / 1000))
    const reason = 'deadline_too_late'
    await expectRefused(reason, ask(), { validBefore: now + 3_600n })
    await expectRefused(reason, ask(), { validBefore: 2n ** 256n - 1n })
    await expectRefused(reason, ask({ maxTimeoutSeconds: 1e12 }), { validBefore: now + 7_200n })
  })

  it('refuses a wallet that cannot pay', async () => {
    const { world, facilitator } = bench
    const poor = privateKeyToAccount(generatePrivateKey())
    const { payload, requirements } = await signPayment(world, poor, ask())
    expect(await facilitator.verify(payload, requirements)).to.include({
      isValid: false,
      invalidReason: 'invalid_exact_evm_insufficient_balance',
    })
    expect(await facilitator.settle(payload, requirements)).to.include({ success: false, transaction: '' })
  })

  it('refuses a signature of somebody else', async () => {
    const thief = privateKeyToAccount(generatePrivateKey())
    await expectRefused('invalid_exact_evm_signature', ask(), { from: payerOf(bench.world).address }, thief)
  })

  it('refuses an authorization that is not valid any more, or not yet', async () => {
    const now = BigInt(Math.floor(Date.now() / 1000))
    const reason = 'invalid_exact_evm_payload_authorization_valid'
    await expectRefused(`${reason}_before`, ask(), { validBefore: now + 1n })
    await expectRefused(`${reason}_after`, ask(), { validAfter: now + 120n, validBefore: now + 240n })
  })

  it('refuses what is no payment that it knows', async () => {
    const { world, facilitator } = bench
    const { payload, requirements } = await signPayment(world, payerOf(world), ask())
    const invalid = async (sent: typeof payload, wanted: typeof requirements) =>
      (await facilitator.verify(sent, wanted)).invalidReason
    expect(await invalid({ ...payload, payload: { signature: 'x' } }, requirements)).to.equal(
      'invalid_payload',
    )
    expect(await invalid({ ...payload, payload: {} }, requirements)).to.equal('invalid_payload')
    expect(await invalid({ ...payload, x402Version: 1 }, requirements)).to.equal('invalid_x402_version')
    const other = { ...requirements, scheme: 'batch-settlement' }
    expect(await invalid({ ...payload, accepted: other }, other)).to.equal('unsupported_scheme')
    const domain = { ...requirements, extra: { name: 'USD Coin', version: '2' } }
    expect(await invalid({ ...payload, accepted: domain }, domain)).to.equal('invalid_payment_requirements')
  })

  it('refuses an authorization that its payer canceled: a spent nonce proves no payment', async () => {
    const { world, facilitator } = bench
    const { payload, requirements, authorization } = await signPayment(world, payerOf(world), ask())
    await cancel(world, payerOf(world), authorization.nonce)
    expect(await facilitator.verify(payload, requirements)).to.include({
      isValid: false,
      invalidReason: 'invalid_exact_evm_nonce_already_used',
    })
    expect(await facilitator.settle(payload, requirements)).to.include({ success: false, transaction: '' })
  })

  it('refuses an authorization whose nonce moved other money', async () => {
    const { world, facilitator } = bench
    const wanted = await signPayment(world, payerOf(world), ask())
    const { authorization, requirements } = wanted
    const cheaper = await signPayment(world, payerOf(world), ask(), { value: 1n, nonce: authorization.nonce })
    await frontRun(world, cheaper)
    expect(await facilitator.settle(wanted.payload, requirements)).to.include({
      success: false,
      transaction: '',
    })
  })

  it('lets in keys with the scope alone', async () => {
    const { world, server, merchant } = bench
    const { payload, requirements } = await signPayment(world, payerOf(world), ask())
    const statusOf = async (key: string | undefined) => {
      const error: unknown = await facilitatorOf(server, key)
        .settle(payload, requirements)
        .catch((reason: unknown) => reason)
      return error instanceof Error ? /\((\d+)\)/.exec(error.message)?.[1] : 'none'
    }
    expect(await statusOf(undefined)).to.equal('401')
    const ctx = { ...world.ctx, db: world.db }
    const { key } = await createApiKey(ctx, merchant.owner, ['relays:read'])
    expect(await statusOf(key)).to.equal('403')
    const other = await addMerchant(world)
    const verdict = await facilitatorOf(server, other.key).verify(payload, requirements)
    expect(verdict).to.include({ isValid: false, invalidReason: 'pay_to_not_yours' })
  })

  it('says what is malformed', async () => {
    const { server, merchant } = bench
    const { status, body } = await server.call('POST', '/x402/settle', { key: merchant.key, body: {} })
    expect(status).to.equal(400)
    expect(body).to.include({ code: 'invalid_request', param: 'x402Version' })
    const { payload } = await signPayment(bench.world, payerOf(bench.world), ask())
    const named = await server.call('POST', '/x402/verify', {
      key: merchant.key,
      body: { x402Version: 2, paymentPayload: payload, paymentRequirements: { ...ask(), network: 'base' } },
    })
    expect(named.body).to.include({ code: 'invalid_request', param: 'paymentRequirements.network' })
    expect(named.body.detail).to.contain('eip155:')
    const sent = { ...payload, resource: 7, payload: { authorization: { from: [] }, signature: null } }
    const answer = await server.call('POST', '/x402/verify', {
      key: merchant.key,
      body: { x402Version: 2, paymentPayload: sent, paymentRequirements: ask() },
    })
    expect(answer.status).to.equal(200)
    expect(answer.body).to.include({ isValid: false, invalidReason: 'invalid_payload' })
  })
})
