import { after, before, describe, it } from 'node:test'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { senderAuth } from '@florin/sdk/escrow/calldata.ts'
import type { SignedPermit } from '@florin/sdk/escrow/permit.ts'
import { encodeBurnSubscription, encodeReplace } from '@florin/sdk/subscriptions/calldata.ts'
import { encodeOffer, noOffer } from '@florin/sdk/subscriptions/offer.ts'
import { abiPlan, managerEip712Domain, planId } from '@florin/sdk/subscriptions/plan.ts'
import {
  abiSubscription,
  fundings,
  subscriptionId,
  subscriptionTypedData,
} from '@florin/sdk/subscriptions/subscription.ts'
import {
  managerPermitTypedData,
  offerTypedData,
  subscriptionAuthorizationTypedData,
} from '@florin/sdk/subscriptions/typedData.ts'
import { expect } from 'chai'
import { domainSeparator } from 'viem'
import { approve } from './support/intake.ts'
import { balanceInside } from './support/readings.ts'
import { expectRevert } from './support/reverts.ts'
import { accounts, type Sandbox, tokenDomain } from './support/sandbox.ts'
import {
  begunSubscription,
  buildPlan,
  buildSubscription,
  createdPlan,
  expectManagerRevert,
  managerDomain,
  price,
  stateOf,
  subscribe,
  subscriptionSandbox,
} from './support/subscriptions.ts'

const { merchant, operator, payer, relayer, stranger } = accounts

describe('typed data of subscriptions', () => {
  let box: Sandbox
  before(async () => {
    box = await subscriptionSandbox()
  })
  after(() => box.close())

  /** The payer's permit for the manager, of the token's nonce of the moment. */
  async function signPermit(value: bigint): Promise<SignedPermit> {
    const args = [payer.address] as const
    const nonce = await box.client.readContract({
      address: box.token,
      abi: testDollarAbi,
      functionName: 'nonces',
      args,
    })
    const permit = { value, deadline: (await box.now()) + 3600n }
    const typedData = managerPermitTypedData({
      ...managerDomain(box),
      ...permit,
      owner: payer.address,
      token: box.token,
      tokenDomain,
      nonce,
    })
    return { ...permit, signature: await payer.signTypedData(typedData) }
  }

  it('has the domain separator of the contract', async () => {
    const onChain = await box.client.readContract({
      address: box.manager,
      abi: subscriptionManagerAbi,
      functionName: 'domainSeparator',
    })
    expect(onChain).to.equal(domainSeparator({ domain: managerEip712Domain(managerDomain(box)) }))
  })

  for (const unit of ['second', 'month'] as const) {
    for (const funding of fundings) {
      it(`has the ids of the contract with periods of the unit ${unit} and funding ${funding}`, async () => {
        const plan = buildPlan(box, { unit, trial: 2n ** 32n - 1n, grace: 5n, period: 4, notice: 6n })
        const subscription = await buildSubscription(box, { funding, startBy: 2n ** 48n - 1n, catchUp: 7 })
        const [planOnChain, onChain] = await Promise.all([
          box.client.readContract({
            address: box.manager,
            abi: subscriptionManagerAbi,
            functionName: 'planId',
            args: [abiPlan(plan)],
          }),
          box.client.readContract({
            address: box.manager,
            abi: subscriptionManagerAbi,
            functionName: 'subscriptionId',
            args: [abiPlan(plan), abiSubscription(subscription)],
          }),
        ])
        expect(planId(managerDomain(box), plan)).to.equal(planOnChain)
        expect(subscriptionId(managerDomain(box), plan, subscription)).to.equal(onChain)
      })
    }
  }

  it('succeeds with a consent that a relayer delivers', async () => {
    const plan = await createdPlan(box)
    const subscription = await buildSubscription(box)
    const typedData = subscriptionTypedData({ ...managerDomain(box), plan, subscription })
    const signature = await payer.signTypedData(typedData)
    await subscribe(box, plan, subscription, { consent: 'signature', signature })
    expect(await stateOf(box, plan, subscription)).to.deep.equal({
      status: 'active',
      anchor: await box.now(),
      nextPeriod: 1,
      pauses: 0,
      chargedAt: await box.now(),
      charged: 1n,
    })
  })

  it('reverts when a relayer changes what was consented to', async () => {
    const plan = await createdPlan(box)
    const subscription = await buildSubscription(box)
    const typedData = subscriptionTypedData({ ...managerDomain(box), plan, subscription })
    const signature = await payer.signTypedData(typedData)
    await expectManagerRevert(
      subscribe(
        box,
        plan,
        { ...subscription, capPerPeriod: 3n * price },
        { consent: 'signature', signature },
      ),
      'InvalidSignature',
    )
  })

  it('succeeds with one EIP-3009 signature that funds the prepaid balance and subscribes', async () => {
    const plan = await createdPlan(box)
    const subscription = await buildSubscription(box, { funding: 'prepaidFirst' })
    const value = 3n * price
    const before = await balanceInside(box, payer.address)
    const input = { ...managerDomain(box), escrow: box.escrow, plan, subscription, tokenDomain, value }
    const signature = await payer.signTypedData(subscriptionAuthorizationTypedData(input))
    await subscribe(box, plan, subscription, { consent: 'erc3009', value, signature })
    expect((await stateOf(box, plan, subscription)).status).to.equal('active')
    expect((await balanceInside(box, payer.address)).prepaid - before.prepaid).to.equal(value - price)
  })

  it('reverts when a relayer takes an EIP-3009 signature to another subscription', async () => {
    const plan = await createdPlan(box)
    const subscription = await buildSubscription(box, { funding: 'prepaidFirst' })
    const value = 3n * price
    const input = { ...managerDomain(box), escrow: box.escrow, plan, subscription, tokenDomain, value }
    const signature = await payer.signTypedData(subscriptionAuthorizationTypedData(input))
    const other = { ...subscription, maxPeriods: 1 }
    await expectRevert(
      subscribe(box, plan, other, { consent: 'erc3009', value, signature }),
      'InvalidSignature',
    )
  })

  it('succeeds with a permit and a consent that a relayer delivers', async () => {
    await approve(box, payer, 0n, box.manager)
    const plan = await createdPlan(box)
    const subscription = await buildSubscription(box)
    const permit = await signPermit(12n * price)
    const typedData = subscriptionTypedData({ ...managerDomain(box), plan, subscription })
    const signature = await payer.signTypedData(typedData)
    await subscribe(box, plan, subscription, { consent: 'permit', permit, signature })
    expect((await stateOf(box, plan, subscription)).charged).to.equal(1n)
  })

  it('succeeds with the permit alone when the subscriber calls, and reverts when a relayer does', async () => {
    const plan = await createdPlan(box)
    const subscription = await buildSubscription(box)
    const permit = await signPermit(12n * price)
    const pull = { consent: 'permit', permit, signature: '0x' } as const
    await expectManagerRevert(subscribe(box, plan, subscription, pull), 'NotSubscriber')
    await subscribe(box, plan, subscription, pull, payer)
    expect((await stateOf(box, plan, subscription)).charged).to.equal(1n)
  })

  for (const agreeing of [merchant, operator]) {
    const who = agreeing === merchant ? 'the merchant' : 'the operator'

    it(`succeeds with another first amount to which ${who} agrees by signature`, async () => {
      const plan = await createdPlan(box)
      const subscription = await buildSubscription(box, { firstAmount: 1n })
      const id = subscriptionId(managerDomain(box), plan, subscription)
      await expectManagerRevert(
        subscribe(box, plan, subscription, { consent: 'caller' }, payer),
        'FirstAmountNotAgreed',
      )
      const signature = await agreeing.signTypedData(offerTypedData({ ...managerDomain(box), id }))
      const offer = encodeOffer({ account: agreeing.address, signature })
      await subscribe(box, plan, subscription, { consent: 'caller' }, payer, offer)
      expect((await stateOf(box, plan, subscription)).status).to.equal('active')
    })
  }

  it('reverts when a stranger agrees to another first amount', async () => {
    const plan = await createdPlan(box)
    const subscription = await buildSubscription(box, { firstAmount: 1n })
    const id = subscriptionId(managerDomain(box), plan, subscription)
    const signature = await stranger.signTypedData(offerTypedData({ ...managerDomain(box), id }))
    const offer = encodeOffer({ account: merchant.address, signature })
    await expectManagerRevert(
      subscribe(box, plan, subscription, { consent: 'caller' }, payer, offer),
      'InvalidSignature',
    )
  })

  it('succeeds with a replacement that a relayer delivers', async () => {
    const plan = await createdPlan(box)
    const old = { plan, subscription: await begunSubscription(box, plan) }
    const replaces = subscriptionId(managerDomain(box), plan, old.subscription)
    const subscription = await buildSubscription(box, { replaces, quantity: 2, firstAmount: 2n * price })
    const next = { plan, subscription }
    const signature = await payer.signTypedData(subscriptionTypedData({ ...managerDomain(box), ...next }))
    await box.send(
      relayer,
      box.manager,
      encodeReplace(old, next, { consent: 'signature', signature }, noOffer),
    )
    expect((await stateOf(box, plan, old.subscription)).status).to.equal('ended')
    expect((await stateOf(box, plan, subscription)).status).to.equal('active')
  })

  it('reverts when the subscriber has burned the id before', async () => {
    const plan = await createdPlan(box)
    const subscription = await buildSubscription(box)
    await box.send(payer, box.manager, encodeBurnSubscription(plan, subscription, senderAuth))
    expect((await stateOf(box, plan, subscription)).status).to.equal('burned')
    await expectManagerRevert(
      subscribe(box, plan, subscription, { consent: 'caller' }, payer),
      'SubscriptionExists',
    )
  })
})
