import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Ctx } from '../../../api/src/context.ts'
import { DomainError } from '../../../api/src/domain/errors.ts'
import { GAS_LIMITS } from '../../../api/src/domain/gasLimits.ts'
import { HARD_CAP_WEI } from '../../../api/src/domain/gasPolicy.ts'
import { ALL_HOURS, attemptCeiling, hourOf } from '../../../api/src/domain/sponsorship.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { RelayRow } from '../../../api/src/store/relays.ts'
import {
  acceptPayment,
  payerOf,
  postRelay,
  requestPayment,
  signPayment,
  watchUntil,
} from '../relays/support/relays.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { expectExactCounters, withLimits } from './support/counters.ts'

describe('reservations of gas', () => {
  let world: World
  let chainId: bigint
  let ceiling: bigint
  before(async () => {
    world = await openWorld()
    await recoverSender(world.ctx)
    chainId = BigInt(world.chain.chainId)
    ceiling = attemptCeiling(GAS_LIMITS.charge, HARD_CAP_WEI, world.ctx.chain.signing.TRANSFER_GAS, 0n)
  })
  after(() => world.close())

  async function tryPayment(ctx: Ctx, merchant: TestMerchant): Promise<RelayRow | DomainError> {
    const request = await requestPayment(world, merchant)
    const signature = await signPayment(world, request)
    return postRelay(ctx, merchant, request, signature).catch((error: unknown) => {
      if (error instanceof DomainError) return error
      throw error
    })
  }

  const counterOf = (subject: 'chain' | `merchant:${string}` | `payer:0x${string}`, hour: Date) =>
    world.ctx.store.sponsorCounters.find(world.db, chainId, { subject, hour })

  it('count what a relay may cost at most, for the chain, the merchant and the payer', async () => {
    const merchant = await addMerchant(world)
    const { relay } = await acceptPayment(world, merchant)
    expect(relay.gas_reserved).to.equal(ceiling)
    const { merchantId } = merchant.owner
    const hour = hourOf(relay.created_at)
    const held = { reserved: ceiling, spent: 0n }
    expect(await counterOf(`merchant:${merchantId}`, hour)).to.deep.equal(held)
    expect(await counterOf(`merchant:${merchantId}`, ALL_HOURS)).to.deep.equal(held)
    expect(await counterOf(`payer:${relay.signer}`, hour)).to.deep.equal(held)
    expect(relay.signer).to.equal(payerOf(world).address.toLowerCase())
    await watchUntil(world, relay.id, 'confirmed')
    await expectExactCounters(world)
  })

  it('are settled to what the receipt says', async () => {
    const merchant = await addMerchant(world)
    const { relay } = await acceptPayment(world, merchant)
    const {
      tx_hash: hash,
      gas_reserved,
      gas_spent,
      gas_used,
    } = await watchUntil(world, relay.id, 'confirmed')
    const client = world.ctx.clients.get(world.chain.chainId)
    const receipt = await client?.getTransactionReceipt({ hash: hash ?? '0x' })
    expect(receipt?.gasUsed).to.equal(gas_used)
    expect(gas_spent).to.equal((receipt?.gasUsed ?? 0n) * (receipt?.effectiveGasPrice ?? 0n))
    expect(gas_reserved).to.equal(0n)
    const left = await counterOf(`merchant:${merchant.owner.merchantId}`, ALL_HOURS)
    expect(left).to.deep.equal({ reserved: 0n, spent: gas_spent })
  })

  it('rule 12: never pass a merchant’s budget, however many come at once', async () => {
    const merchant = await addMerchant(world)
    const ctx = withLimits(world.ctx, { merchantHourWei: 5n * ceiling })
    const answers = await Promise.all(Array.from({ length: 12 }, () => tryPayment(ctx, merchant)))
    const refused = answers.filter((answer) => answer instanceof DomainError)
    expect(answers.length - refused.length).to.equal(5)
    expect(new Set(refused.map(({ code }) => code))).to.deep.equal(new Set(['sponsor_budget_exhausted']))
    const { details } = refused[0] ?? {}
    expect(details?.extra).to.deep.equal({
      budget: { scope: 'merchant', period: 'hour', chain: `eip155:${chainId}` },
      needed: String(ceiling),
      limit: String(5n * ceiling),
      reserved: String(5n * ceiling),
      spent: '0',
    })
    // Relays under way hold all of it, and give most of it back when they end.
    expect(details?.retryAfterSeconds).to.be.within(1, 60)
    await expectExactCounters(world)
  })

  for (const [scope, limit] of [
    ['chain', 'chainHourWei'],
    ['payer', 'payerHourWei'],
  ] as const) {
    it(`are refused where the ${scope}’s budget of the hour has no room, and leave nothing behind`, async () => {
      const merchant = await addMerchant(world)
      const refusal = await tryPayment(withLimits(world.ctx, { [limit]: ceiling - 1n }), merchant)
      expect(refusal).to.be.instanceOf(DomainError).and.to.have.property('code', 'sponsor_budget_exhausted')
      expect(refusal).to.have.nested.property('details.extra.budget.scope', scope)
      // Others' relays count in it too, and what they cost is not this merchant's business.
      expect(refusal).to.have.nested.property('details.extra').that.has.all.keys('budget')
      expect(refusal)
        .to.have.property('message')
        .that.does.not.match(/spent|reserved/)
      expect(await counterOf(`merchant:${merchant.owner.merchantId}`, ALL_HOURS)).to.deep.equal({
        reserved: 0n,
        spent: 0n,
      })
      await expectExactCounters(world)
    })
  }

  it('count in the hour of acceptance, so that the next hour has room again', async () => {
    const merchant = await addMerchant(world)
    const start = Date.now()
    const limited = (now: number) =>
      withLimits({ ...world.ctx, clock: { now: () => new Date(now) } }, { merchantHourWei: ceiling })
    expect(await tryPayment(limited(start - 3_600_000), merchant)).not.to.be.instanceOf(DomainError)
    expect(await tryPayment(limited(start - 3_600_000), merchant)).to.be.instanceOf(DomainError)
    expect(await tryPayment(limited(start), merchant)).not.to.be.instanceOf(DomainError)
    await expectExactCounters(world)
  })

  it('never pass the total that the host set for a merchant, which no hour renews', async () => {
    const merchant = await addMerchant(world)
    await world.ctx.store.sponsorBudgets.set(world.db, {
      merchant_id: merchant.owner.merchantId,
      chain_id: chainId,
      hour_limit: null,
      total_limit: 2n * ceiling,
      recovers: false,
      updated_at: new Date(),
    })
    const earlier = { ...world.ctx, clock: { now: () => new Date(Date.now() - 86_400_000) } }
    const first = await tryPayment(earlier, merchant)
    if (first instanceof DomainError) throw first
    await watchUntil(world, first.id, 'confirmed')
    // What the first one cost is gone for good, so that only one more fits below twice the ceiling.
    expect(await tryPayment(world.ctx, merchant)).not.to.be.instanceOf(DomainError)
    const refusal = await tryPayment(world.ctx, merchant)
    expect(refusal).to.be.instanceOf(DomainError).and.to.have.property('code', 'sponsor_budget_spent')
    expect(refusal).to.have.nested.property('details.extra.budget.period', 'total')
  })
})
