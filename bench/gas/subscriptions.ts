import { senderAuth } from '@florin/sdk/escrow/calldata.ts'
import {
  encodeArchivePlan,
  encodeBurnSubscription,
  encodeCancel,
  encodeChargeUsage,
  encodeCreatePlan,
  encodePause,
  encodeReplace,
  encodeResume,
  encodeSetPrice,
} from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import {
  type Subscription,
  subscriptionId,
  subscriptionTypedData,
} from '@florin/sdk/subscriptions/subscription.ts'
import { subscriptionAuthorizationTypedData } from '@florin/sdk/subscriptions/typedData.ts'
import { accounts, type Sandbox, tokenDomain } from '../../test/contracts/support/sandbox.ts'
import {
  begunSubscription,
  buildPlan,
  buildSubscription,
  createdPlan,
  day,
  managerDomain,
  price,
  subscribe,
} from '../../test/contracts/support/subscriptions.ts'
import type { Row } from './row.ts'

const { feeRecipient, merchant, operator, payer } = accounts

/** A subscription's life beside its renewals. The allowance is unlimited; periods are 30 days of seconds where nothing else is said. */
export const subscriptionRows: Row[] = [
  { name: 'subscribe', target: 62_000, measure: subscribeToTrial },
  { name: 'subscribe.signed', target: 125_000, measure: subscribeBySignature },
  { name: 'subscribe.erc3009', measure: subscribeByErc3009 },
  { name: 'replace', measure: replace },
  { name: 'chargeUsage', measure: chargeUsage },
  { name: 'pause', measure: pause },
  { name: 'resume', measure: resume },
  { name: 'cancel', measure: cancel },
  { name: 'burnSubscription', measure: burn },
  { name: 'createPlan', measure: createPlan },
  { name: 'setPrice', measure: setPrice },
  { name: 'archivePlan', measure: archivePlan },
]

export const monthOfSeconds = { unit: 'second', period: Number(30n * day) } as const

/** A first renewal's parties: merchant and fee recipient have balances, and the escrow holds some of the token. */
export async function warmSubscriptions(box: Sandbox): Promise<void> {
  await begunSubscription(box, await createdPlan(box, monthOfSeconds))
}

async function subscribeToTrial(box: Sandbox) {
  const plan = await createdPlan(box, { ...monthOfSeconds, trial: 14n * day })
  const subscription = await buildSubscription(box, { firstAmount: 0n })
  return subscribe(box, plan, subscription, { consent: 'caller' }, payer)
}

/** Delivered by a relayer; the first amount comes from the allowance. */
async function subscribeBySignature(box: Sandbox) {
  const plan = await createdPlan(box, monthOfSeconds)
  const subscription = await buildSubscription(box)
  const input = { ...managerDomain(box), plan, subscription }
  const signature = await payer.signTypedData(subscriptionTypedData(input))
  return subscribe(box, plan, subscription, { consent: 'signature', signature })
}

/** One signature prepays three periods and subscribes; the prepaid balance is in use. */
async function subscribeByErc3009(box: Sandbox) {
  const plan = await createdPlan(box, monthOfSeconds)
  await fundAndSubscribe(box, plan)
  return fundAndSubscribe(box, plan)
}

async function fundAndSubscribe(box: Sandbox, plan: Plan) {
  const subscription = await buildSubscription(box, { funding: 'prepaidFirst' })
  const value = 3n * price
  const input = { ...managerDomain(box), escrow: box.escrow, plan, subscription, tokenDomain, value }
  const signature = await payer.signTypedData(subscriptionAuthorizationTypedData(input))
  return subscribe(box, plan, subscription, { consent: 'erc3009', value, signature })
}

/** To another plan of the same merchant, by the subscriber's own call. */
async function replace(box: Sandbox) {
  const old = await begun(box)
  const replaces = subscriptionId(managerDomain(box), old.plan, old.subscription)
  const next = {
    plan: await createdPlan(box, monthOfSeconds),
    subscription: await buildSubscription(box, { replaces }),
  }
  return box.send(payer, box.manager, encodeReplace(old, next, { consent: 'caller' }, noOffer))
}

/** The first usage of a period, by the operator, from the allowance. */
async function chargeUsage(box: Sandbox) {
  const { plan, subscription } = await begun(box)
  return box.send(operator, box.manager, encodeChargeUsage(plan, subscription, 0, price / 10n, senderAuth))
}

async function pause(box: Sandbox) {
  const { plan, subscription } = await begun(box)
  return box.send(merchant, box.manager, encodePause(plan, subscription, senderAuth))
}

async function resume(box: Sandbox) {
  const { plan, subscription } = await begun(box)
  await box.send(merchant, box.manager, encodePause(plan, subscription, senderAuth))
  return box.send(merchant, box.manager, encodeResume(plan, subscription, senderAuth))
}

/** At the end of what is paid, by the subscriber. */
async function cancel(box: Sandbox) {
  const { plan, subscription } = await begun(box)
  return box.send(payer, box.manager, encodeCancel(plan, subscription, true, senderAuth))
}

async function burn(box: Sandbox) {
  const plan = await createdPlan(box, monthOfSeconds)
  const subscription = await buildSubscription(box)
  return box.send(payer, box.manager, encodeBurnSubscription(plan, subscription, senderAuth))
}

async function createPlan(box: Sandbox) {
  const plan = buildPlan(box, { ...monthOfSeconds, feeRecipient: feeRecipient.address })
  return box.send(merchant, box.manager, encodeCreatePlan(plan, price, senderAuth))
}

async function setPrice(box: Sandbox) {
  const plan = await createdPlan(box, monthOfSeconds)
  const effectiveAt = (await box.now()) + plan.notice + day
  return box.send(merchant, box.manager, encodeSetPrice(plan, 2n * price, 2, effectiveAt, senderAuth))
}

async function archivePlan(box: Sandbox) {
  const plan = await createdPlan(box, monthOfSeconds)
  return box.send(merchant, box.manager, encodeArchivePlan(plan, senderAuth))
}

async function begun(box: Sandbox): Promise<{ plan: Plan; subscription: Subscription }> {
  const plan = await createdPlan(box, monthOfSeconds)
  return { plan, subscription: await begunSubscription(box, plan) }
}
