import { after, before, describe, it } from 'node:test'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { encodeCancelNonce } from '@florin/sdk/escrow/calldata.ts'
import {
  archivePlanTypedData,
  burnSubscriptionTypedData,
  cancelManagerNonceTypedData,
  cancelTypedData,
  chargeUsageTypedData,
  createPlanTypedData,
  pauseTypedData,
  resumeTypedData,
  setPriceTypedData,
} from '@florin/sdk/subscriptions/actionTypedData.ts'
import {
  encodeArchivePlan,
  encodeBurnSubscription,
  encodeCancel,
  encodeChargeUsage,
  encodeCreatePlan,
  encodePause,
  encodeResume,
  encodeSetPrice,
} from '@florin/sdk/subscriptions/calldata.ts'
import { type Plan, planId } from '@florin/sdk/subscriptions/plan.ts'
import { type Subscription, subscriptionId } from '@florin/sdk/subscriptions/subscription.ts'
import { expect } from 'chai'
import type { Hex, TypedDataDefinition } from 'viem'
import { type Account, accounts, type Sandbox } from './support/sandbox.ts'
import { deliver } from './support/signed.ts'
import {
  begunSubscription,
  buildPlan,
  buildSubscription,
  createdPlan,
  day,
  expectManagerRevert,
  managerDomain,
  newManagerAction,
  planStateOf,
  price,
  stateOf,
  subscriptionSandbox,
} from './support/subscriptions.ts'

const { merchant, operator, payer } = accounts
type Action = Awaited<ReturnType<typeof newManagerAction>>

describe("typed data of the manager's actions", () => {
  let box: Sandbox
  before(async () => {
    box = await subscriptionSandbox()
  })
  after(() => box.close())

  const idOf = (plan: Plan, subscription: Subscription) =>
    subscriptionId(managerDomain(box), plan, subscription)

  /** Has a relayer deliver what the account signs, to the manager. */
  async function act<input extends object>(
    signer: Account,
    fields: input,
    typedData: (input: Action & input) => TypedDataDefinition,
    encode: (auth: Hex) => Hex,
  ): Promise<void> {
    const input = { ...(await newManagerAction(box, signer)), ...fields }
    await deliver(box, signer, input, typedData(input), encode, box.manager)
  }

  async function subscribed() {
    const plan = await createdPlan(box)
    const subscription = await begunSubscription(box, plan)
    return { plan, subscription, id: idOf(plan, subscription) }
  }

  it('succeeds with a signed plan, a signed price after the notice, and a signed archiving', async () => {
    const plan = buildPlan(box)
    const id = planId(managerDomain(box), plan)
    await act(merchant, { planId: id, price }, createPlanTypedData, (auth) =>
      encodeCreatePlan(plan, price, auth),
    )
    const created = await box.now()
    expect(await planStateOf(box, plan)).to.deep.equal({
      price,
      nextPrice: price,
      effectiveAt: created,
      version: 1,
      archived: false,
    })
    const change = { price: 2n * price, version: 2, effectiveAt: created + 31n * day }
    await act(merchant, { planId: id, ...change }, setPriceTypedData, (auth) =>
      encodeSetPrice(plan, change.price, change.version, change.effectiveAt, auth),
    )
    await act(merchant, { planId: id }, archivePlanTypedData, (auth) => encodeArchivePlan(plan, auth))
    expect(await planStateOf(box, plan)).to.deep.equal({
      price,
      nextPrice: change.price,
      effectiveAt: change.effectiveAt,
      version: 2,
      archived: true,
    })
  })

  it('reverts when another than the merchant signs a plan', async () => {
    const plan = buildPlan(box)
    const id = planId(managerDomain(box), plan)
    await expectManagerRevert(
      act(payer, { planId: id, price }, createPlanTypedData, (auth) => encodeCreatePlan(plan, price, auth)),
      'NotMerchant',
    )
  })

  it('succeeds with a signed burn', async () => {
    const plan = await createdPlan(box)
    const subscription = await buildSubscription(box)
    await act(payer, { id: idOf(plan, subscription) }, burnSubscriptionTypedData, (auth) =>
      encodeBurnSubscription(plan, subscription, auth),
    )
    expect((await stateOf(box, plan, subscription)).status).to.equal('burned')
  })

  it('succeeds with a signed pause and a signed resumption', async () => {
    const { plan, subscription, id } = await subscribed()
    await act(merchant, { id }, pauseTypedData, (auth) => encodePause(plan, subscription, auth))
    expect(await stateOf(box, plan, subscription)).to.include({ status: 'paused', pauses: 1 })
    await act(merchant, { id }, resumeTypedData, (auth) => encodeResume(plan, subscription, auth))
    expect(await stateOf(box, plan, subscription)).to.include({ status: 'active', pauses: 1, nextPeriod: 1 })
  })

  for (const atPeriodEnd of [false, true]) {
    for (const signer of [payer, merchant]) {
      const who = signer === payer ? 'the subscriber' : 'the merchant'
      const when = atPeriodEnd ? 'at the end of what is paid' : 'at once'

      it(`succeeds with a cancelation ${when} that ${who} signs`, async () => {
        const { plan, subscription, id } = await subscribed()
        await act(signer, { id, atPeriodEnd }, cancelTypedData, (auth) =>
          encodeCancel(plan, subscription, atPeriodEnd, auth),
        )
        expect((await stateOf(box, plan, subscription)).status).to.equal(atPeriodEnd ? 'ending' : 'ended')
      })
    }
  }

  it('reverts when a cancelation was signed for the other time', async () => {
    const { plan, subscription, id } = await subscribed()
    await expectManagerRevert(
      act(payer, { id, atPeriodEnd: true }, cancelTypedData, (auth) =>
        encodeCancel(plan, subscription, false, auth),
      ),
      'InvalidSignature',
    )
  })

  for (const signer of [merchant, operator]) {
    it(`succeeds with usage that ${signer === merchant ? 'the merchant' : 'the operator'} signs`, async () => {
      const { plan, subscription, id } = await subscribed()
      const usage = { period: 0, cumulative: 1_234_567n }
      await act(signer, { id, ...usage }, chargeUsageTypedData, (auth) =>
        encodeChargeUsage(plan, subscription, usage.period, usage.cumulative, auth),
      )
      const onChain = await box.client.readContract({
        address: box.manager,
        abi: subscriptionManagerAbi,
        functionName: 'usageOf',
        args: [id, usage.period],
      })
      expect(onChain).to.equal(usage.cumulative)
    })
  }

  it('succeeds with a signed cancelation of a nonce, after which it is spent', async () => {
    const { plan, subscription, id } = await subscribed()
    const canceled = await newManagerAction(box, merchant)
    await act(merchant, { canceled: canceled.nonce }, cancelManagerNonceTypedData, (auth) =>
      encodeCancelNonce(canceled.nonce, auth),
    )
    const input = { ...canceled, id }
    await expectManagerRevert(
      deliver(
        box,
        merchant,
        input,
        pauseTypedData(input),
        (auth) => encodePause(plan, subscription, auth),
        box.manager,
      ),
      'NonceAlreadyUsed',
    )
  })
})
