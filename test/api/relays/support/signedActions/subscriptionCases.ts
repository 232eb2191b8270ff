import * as action from '@florin/sdk/subscriptions/actionTypedData.ts'
import * as calls from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import { subscriptionId, subscriptionTypedData } from '@florin/sdk/subscriptions/subscription.ts'
import { subscriptionAuthorizationTypedData } from '@florin/sdk/subscriptions/typedData.ts'
import { PRICE } from '../actions.ts'
import type { SignedCase } from './scene.ts'

/** What a subscriber signs to begin one, or never to begin it. */
export const subscriptionCases: readonly SignedCase[] = [
  [
    'subscribes by a signature alone',
    'subscribe',
    async (scene) => {
      const plan = await scene.actions.plan()
      const subscription = await scene.actions.newSubscription()
      const signature = await scene.payer.signTypedData(
        subscriptionTypedData({ ...scene.actions.place, plan, subscription }),
      )
      const data = calls.encodeSubscribe(plan, subscription, { consent: 'signature', signature }, noOffer)
      const onchainId = subscriptionId(scene.actions.place, plan, subscription)
      return {
        ...scene.toManager(),
        data,
        signer: scene.payer.address,
        effect: scene.statusOf(plan, subscription),
        before: 0,
        after: 1,
        onchainId,
        amount: PRICE,
      }
    },
  ],
  [
    'subscribes and funds by EIP-3009',
    'subscribe',
    async (scene) => {
      const plan = await scene.actions.plan()
      const subscription = await scene.actions.newSubscription()
      const value = 3n * PRICE
      const typedData = subscriptionAuthorizationTypedData({
        ...scene.actions.place,
        plan,
        subscription,
        tokenDomain: scene.world.token.eip712,
        value,
      })
      const signature = await scene.payer.signTypedData(typedData)
      const data = calls.encodeSubscribe(
        plan,
        subscription,
        { consent: 'erc3009', value, signature },
        noOffer,
      )
      return {
        ...scene.toManager(),
        data,
        signer: scene.payer.address,
        effect: scene.statusOf(plan, subscription),
        before: 0,
        after: 1,
      }
    },
  ],
  [
    'replaces a subscription',
    'replace',
    async (scene) => {
      const { plan: oldPlan, subscription: old, id } = await scene.onSubscription()
      const plan = await scene.actions.plan()
      const subscription = await scene.actions.newSubscription({ replaces: id })
      const signature = await scene.payer.signTypedData(
        subscriptionTypedData({ ...scene.actions.place, plan, subscription }),
      )
      const data = calls.encodeReplace(
        { plan: oldPlan, subscription: old },
        { plan, subscription },
        { consent: 'signature', signature },
        noOffer,
      )
      const effect = async () => [
        await scene.actions.subscriptionStatusOf(oldPlan, old),
        await scene.actions.subscriptionStatusOf(plan, subscription),
      ]
      return {
        ...scene.toManager(),
        data,
        signer: scene.payer.address,
        effect,
        before: [1, 0],
        after: [4, 1],
      }
    },
  ],
  [
    'burns a subscription',
    'burn_subscription',
    async (scene) => {
      const plan = await scene.actions.plan()
      const subscription = await scene.actions.newSubscription()
      const fields = await scene.actions.fresh(scene.payer)
      const id = subscriptionId(scene.actions.place, plan, subscription)
      const typedData = action.burnSubscriptionTypedData({ ...scene.actions.place, ...fields, id })
      const data = calls.encodeBurnSubscription(
        plan,
        subscription,
        await scene.actions.auth(scene.payer, fields, typedData),
      )
      return {
        ...scene.toManager(),
        data,
        signer: scene.payer.address,
        effect: scene.statusOf(plan, subscription),
        before: 0,
        after: 5,
        onchainId: id,
      }
    },
  ],
]
