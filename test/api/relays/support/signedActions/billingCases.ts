import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import * as action from '@florin/sdk/subscriptions/actionTypedData.ts'
import * as calls from '@florin/sdk/subscriptions/calldata.ts'
import { sendTo, testClientOf } from '../chain.ts'
import type { SignedCase } from './scene.ts'

/** What is signed about a subscription that has begun. */
export const billingCases: readonly SignedCase[] = [
  [
    'charges usage',
    'charge_usage',
    async (scene) => {
      const { plan, subscription, id, fields, on } = await scene.onSubscription()
      const typedData = action.chargeUsageTypedData({ ...on, period: 0, cumulative: 7n })
      const data = calls.encodeChargeUsage(
        plan,
        subscription,
        0,
        7n,
        await scene.actions.auth(scene.merchant.account, fields, typedData),
      )
      const effect = () =>
        testClientOf(scene.world).readContract({
          address: scene.world.chain.manager,
          abi: subscriptionManagerAbi,
          functionName: 'usageOf',
          args: [id, 0],
        })
      return {
        ...scene.toManager(),
        data,
        signer: scene.own(),
        effect,
        before: 0n,
        after: 7n,
        onchainId: id,
        amount: 7n,
      }
    },
  ],
  [
    'pauses',
    'pause',
    async (scene) => {
      const { plan, subscription, fields, on } = await scene.onSubscription()
      const data = calls.encodePause(
        plan,
        subscription,
        await scene.actions.auth(scene.merchant.account, fields, action.pauseTypedData(on)),
      )
      return {
        ...scene.toManager(),
        data,
        signer: scene.own(),
        effect: scene.statusOf(plan, subscription),
        before: 1,
        after: 2,
      }
    },
  ],
  [
    'resumes',
    'resume',
    async (scene) => {
      const { plan, subscription, fields, on } = await scene.onSubscription()
      await sendTo(
        scene.world,
        scene.world.chain.manager,
        scene.merchant.account,
        calls.encodePause(plan, subscription, '0x'),
      )
      const data = calls.encodeResume(
        plan,
        subscription,
        await scene.actions.auth(scene.merchant.account, fields, action.resumeTypedData(on)),
      )
      return {
        ...scene.toManager(),
        data,
        signer: scene.own(),
        effect: scene.statusOf(plan, subscription),
        before: 2,
        after: 1,
      }
    },
  ],
  [
    'cancels a subscription by its subscriber',
    'cancel',
    async (scene) => {
      const { plan, subscription, fields, on } = await scene.onSubscription(scene.payer)
      const typedData = action.cancelTypedData({ ...on, atPeriodEnd: true })
      const data = calls.encodeCancel(
        plan,
        subscription,
        true,
        await scene.actions.auth(scene.payer, fields, typedData),
      )
      return {
        ...scene.toManager(),
        data,
        signer: scene.payer.address,
        effect: scene.statusOf(plan, subscription),
        before: 1,
        after: 3,
      }
    },
  ],
]
