import { subscriptionManagerAbi as abi } from '@florin/sdk/abi/subscriptionManager.ts'
import { senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { encodeChargeBatch, encodeChargeUsage, encodeSubscribe } from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import { subscriptionState } from '@florin/sdk/subscriptions/state.ts'
import { type Subscription, subscriptionId } from '@florin/sdk/subscriptions/subscription.ts'
import { subscriptionAuthorizationTypedData } from '@florin/sdk/subscriptions/typedData.ts'
import { zeroHash } from 'viem'
import { PRICE, type Scene } from './scene.ts'

/** Subscriptions per plan; then no more begin, so that a batch stays small. */
const MOST = 4
const A_DAY = 86_400n

/** With one signature that also pays some periods ahead. */
export async function subscribe(scene: Scene): Promise<void> {
  const { chain, random } = scene
  const { plan, subscriptions } = random.pick(scene.shops)
  if (subscriptions.length >= MOST) return
  const payer = random.pick(scene.payers)
  const { timestamp: now } = await chain.client.getBlock()
  const subscription: Subscription = {
    subscriber: payer.address,
    quantity: 1,
    firstAmount: PRICE,
    capPerPeriod: PRICE,
    usageCapPerPeriod: PRICE,
    maxPeriods: 1_000,
    startBy: now + A_DAY,
    catchUp: 0,
    funding: 'prepaidFirst',
    replaces: zeroHash,
    salt: scene.nextSalt(),
  }
  const value = PRICE * BigInt(1 + random.integer(5))
  const typedData = subscriptionAuthorizationTypedData({ ...chain, plan, subscription, value })
  const signature = await payer.account.signTypedData(typedData)
  subscriptions.push(subscription)
  const pull = { consent: 'erc3009', value, signature } as const
  const courier = random.pick(scene.couriers)
  await courier.send(chain.manager, encodeSubscribe(plan, subscription, pull, noOffer))
}

/** Whatever is due of one plan. */
export async function renew(scene: Scene): Promise<void> {
  const { plan, subscriptions } = scene.random.pick(scene.shops)
  if (subscriptions.length === 0) return
  const courier = scene.random.pick(scene.couriers)
  await courier.send(scene.chain.manager, encodeChargeBatch(plan, subscriptions))
}

/** Some usage of the period that was charged last. */
export async function charge(scene: Scene): Promise<void> {
  const { chain, random } = scene
  const { wallet, plan, subscriptions } = random.pick(scene.shops)
  const subscription = subscriptions[random.integer(MOST)]
  if (!subscription) return
  const args = [subscriptionId(chain, plan, subscription)] as const
  const contract = { address: chain.manager, abi } as const
  const { nextPeriod } = subscriptionState(
    await chain.client.readContract({ ...contract, functionName: 'subscriptionOf', args }),
  )
  if (nextPeriod === 0) return
  const cumulative = BigInt(1 + random.integer(Number(PRICE)))
  const data = encodeChargeUsage(plan, subscription, nextPeriod - 1, cumulative, senderAuth)
  await wallet.send(chain.manager, data)
}
