import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { senderAuth } from '@florin/sdk/escrow/calldata.ts'
import type { SignedAction } from '@florin/sdk/escrow/typedData.ts'
import { encodeCreatePlan, encodeSubscribe } from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import type { ManagerDomain, Plan } from '@florin/sdk/subscriptions/plan.ts'
import { planId } from '@florin/sdk/subscriptions/plan.ts'
import type { SubscriptionPull } from '@florin/sdk/subscriptions/pull.ts'
import {
  type PlanState,
  planState,
  type SubscriptionState,
  subscriptionState,
} from '@florin/sdk/subscriptions/state.ts'
import { type Subscription, subscriptionId } from '@florin/sdk/subscriptions/subscription.ts'
import { type Hex, keccak256, maxUint256, slice, toHex, zeroHash } from 'viem'
import { approve } from './intake.ts'
import { expectRevertOf } from './reverts.ts'
import { type Account, accounts, type Sandbox, sandbox } from './sandbox.ts'
import { newAction } from './signed.ts'

const hour = 3600n
export const day = 86_400n
export const price = 10_000_000n
let issued = 0

/** A sandbox with the shipped SubscriptionManager, which may spend what the payer has. */
export async function subscriptionSandbox(options: { rpcUrl?: string } = {}): Promise<Sandbox> {
  const box = await sandbox({ ...options, manager: 'shipped' })
  await approve(box, accounts.payer, maxUint256, box.manager)
  return box
}

export function managerDomain(box: Sandbox): ManagerDomain {
  return { chainId: box.domain.chainId, manager: box.manager }
}

/** A monthly plan of the sandbox's merchant; each call gives another salt. */
export function buildPlan(box: Sandbox, changes: Partial<Plan> = {}): Plan {
  return {
    merchant: accounts.merchant.address,
    operator: accounts.operator.address,
    token: box.token,
    period: 1,
    unit: 'month',
    trial: 0n,
    grace: 7n * day,
    feeBps: 50,
    feeRecipient: accounts.feeRecipient.address,
    notice: 30n * day,
    salt: newSalt(),
    ...changes,
  }
}

/** The payer's subscription to a plan of `price`, which may begin within an hour; each call gives another salt. */
export async function buildSubscription(
  box: Sandbox,
  changes: Partial<Subscription> = {},
): Promise<Subscription> {
  return {
    subscriber: accounts.payer.address,
    quantity: 1,
    firstAmount: price,
    capPerPeriod: 2n * price,
    usageCapPerPeriod: price,
    maxPeriods: 1_000,
    startBy: (await box.now()) + hour,
    catchUp: 0,
    funding: 'allowanceOnly',
    replaces: zeroHash,
    salt: newSalt(),
    ...changes,
  }
}

/** A plan that the merchant has created. */
export async function createdPlan(box: Sandbox, changes: Partial<Plan> = {}): Promise<Plan> {
  const plan = buildPlan(box, changes)
  await box.send(accounts.merchant, box.manager, encodeCreatePlan(plan, price, senderAuth))
  return plan
}

/** A subscription that its subscriber has begun by its own call. */
export async function begunSubscription(
  box: Sandbox,
  plan: Plan,
  changes: Partial<Subscription> = {},
  from: Account = accounts.payer,
): Promise<Subscription> {
  const subscription = await buildSubscription(box, changes)
  await subscribe(box, plan, subscription, { consent: 'caller' }, from)
  return subscription
}

export function subscribe(
  box: Sandbox,
  plan: Plan,
  subscription: Subscription,
  pull: SubscriptionPull,
  from: Account = accounts.relayer,
  offer: Hex = noOffer,
) {
  return box.send(from, box.manager, encodeSubscribe(plan, subscription, pull, offer))
}

/** What an action signed for the manager carries. */
export async function newManagerAction(
  box: Sandbox,
  account: Account,
): Promise<SignedAction & ManagerDomain> {
  return { ...(await newAction(box, account)), manager: box.manager }
}

export async function stateOf(
  box: Sandbox,
  plan: Plan,
  subscription: Subscription,
): Promise<SubscriptionState> {
  const id = subscriptionId(managerDomain(box), plan, subscription)
  return subscriptionState(
    await box.client.readContract({
      address: box.manager,
      abi: subscriptionManagerAbi,
      functionName: 'subscriptionOf',
      args: [id],
    }),
  )
}

export async function planStateOf(box: Sandbox, plan: Plan): Promise<PlanState> {
  return planState(
    await box.client.readContract({
      address: box.manager,
      abi: subscriptionManagerAbi,
      functionName: 'planOf',
      args: [planId(managerDomain(box), plan)],
    }),
  )
}

/** Expects a call to revert with the named custom error of the manager. */
export function expectManagerRevert(call: Promise<unknown>, errorName: string): Promise<void> {
  return expectRevertOf(subscriptionManagerAbi, call, errorName)
}

function newSalt(): bigint {
  issued += 1
  return BigInt(slice(keccak256(toHex(`salt ${issued}`)), 0, 8))
}
