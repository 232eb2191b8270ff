import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import { type Subscription, subscriptionId } from '@florin/sdk/subscriptions/subscription.ts'
import { type Address, createTestClient, type Hex, http, maxUint256 } from 'viem'
import { approve, mint } from '../../contracts/support/intake.ts'
import { type Account, account, type Sandbox } from '../../contracts/support/sandbox.ts'
import {
  buildSubscription,
  managerDomain,
  price,
  subscribe,
  subscriptionSandbox,
} from '../../contracts/support/subscriptions.ts'
import { startTestHardhatNode } from '../../support/chain.ts'

const firstSubscriber = 30
let subscribers = 0

export type Kept = { id: Hex; plan: Plan; subscription: Subscription; subscriber: Account }
export type KeptChain = { box: Sandbox; rpcUrl: string; stop(): Promise<void> }

/** A Hardhat node of its own, where time passes by order only, with the shipped contracts. */
export async function startKeptChain(): Promise<KeptChain> {
  const node = await startTestHardhatNode()
  const { rpcUrl } = node
  const controls = createTestClient({ mode: 'hardhat', transport: http(rpcUrl) })
  await controls.setIntervalMining({ interval: 0 })
  await controls.setAutomine(true)
  const box = await subscriptionSandbox({ rpcUrl })
  async function stop() {
    await box.close()
    await node.stop()
  }
  return { box, rpcUrl, stop }
}

export async function passTime(box: Sandbox, seconds: bigint): Promise<void> {
  await box.client.setNextBlockTimestamp({ timestamp: (await box.now()) + seconds })
  await box.client.mine({ blocks: 1 })
}

/** An account that has coin, and dollars or another token of which the manager may take any number. */
async function newSubscriber(box: Sandbox, token: Address = box.token): Promise<Account> {
  const subscriber = account(firstSubscriber + subscribers)
  subscribers += 1
  await box.client.setBalance({ address: subscriber.address, value: 10n ** 18n })
  await mint(box, subscriber, 100n * price, token)
  await approve(box, subscriber, maxUint256, box.manager, token)
  return subscriber
}

/** A subscription of a new account, which has begun. */
export async function newSubscription(
  box: Sandbox,
  plan: Plan,
  changes: Partial<Subscription> = {},
): Promise<Kept> {
  const subscriber = await newSubscriber(box, plan.token)
  const subscription = await buildSubscription(box, { ...changes, subscriber: subscriber.address })
  await subscribe(box, plan, subscription, { consent: 'caller' }, subscriber)
  return { plan, subscription, subscriber, id: subscriptionId(managerDomain(box), plan, subscription) }
}
