import type { HashTypedDataParameters, Hex } from 'viem'
import { hashTypedData } from 'viem'
import { subscriptionManagerAbi } from '../abi/subscriptionManager.ts'
import { decodeAuth, decodeCall, memberOf, UnreadableCall } from '../calls/canonical.ts'
import type { Signed, SignedCallKind } from '../calls/signedCall.ts'
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
} from './actionTypedData.ts'
import type { abiPlan, ManagerDomain, Plan } from './plan.ts'
import { periodUnits, planId } from './plan.ts'
import { readSubscriptionConsent } from './readPull.ts'
import type { abiSubscription, Subscription } from './subscription.ts'
import { fundings, subscriptionId } from './subscription.ts'

type Hashed<value> = { id: Hex } & value

/** A signed action of SubscriptionManager, read from the calldata that delivers it. */
export type ManagerCall = {
  kind: SignedCallKind
  signed: Signed
  plan: Hashed<{ plan: Plan }> | null
  subscription: Hashed<{ subscription: Subscription }> | null
  /** Base units: of a first charge, or all usage of a period; else null. */
  amount: bigint | null
}

/**
 * Reads a signed action of SubscriptionManager, or a subscriber's consent. Only bytes that the encoders of calldata.ts make
 * are read, so that nothing else is paid for than what was asked.
 *
 * @throws UnreadableCall for any other call, and one that acts for its sender.
 */
export function readManagerCall(place: ManagerDomain, data: Hex): ManagerCall {
  const call = decodeCall(subscriptionManagerAbi, data)
  switch (call.functionName) {
    case 'createPlan':
    case 'setPrice':
    case 'archivePlan':
      return readPlanAction(place, call)
    case 'subscribe': {
      const [plan, subscription, pull] = call.args
      return readBeginning('subscribe', place, readPlan(plan), readSubscription(subscription), pull)
    }
    case 'replace': {
      const [, , plan, subscription, pull] = call.args
      return readBeginning('replace', place, readPlan(plan), readSubscription(subscription), pull)
    }
    case 'burn':
    case 'chargeUsage':
    case 'pause':
    case 'resume':
    case 'cancel':
      return readSubscriptionAction(place, call)
    case 'cancelNonce': {
      const [canceled, encoded] = call.args
      const auth = decodeAuth(encoded)
      const signed = signedBy(auth, cancelManagerNonceTypedData({ ...place, ...auth, canceled }))
      return { kind: 'cancel_nonce', signed, plan: null, subscription: null, amount: null }
    }
    default:
      throw new UnreadableCall(`data: ${call.functionName} is no action that an account signs`)
  }
}

type Decoded = ReturnType<typeof decodeCall<typeof subscriptionManagerAbi>>
type CallOf<name extends Decoded['functionName']> = Extract<Decoded, { functionName: name }>

function readPlanAction(
  place: ManagerDomain,
  call: CallOf<'createPlan' | 'setPrice' | 'archivePlan'>,
): ManagerCall {
  const plan = readPlan(call.args[0])
  const id = planId(place, plan)
  const rest = { plan: { id, plan }, subscription: null, amount: null }
  switch (call.functionName) {
    case 'createPlan': {
      const [, price, encoded] = call.args
      const auth = decodeAuth(encoded)
      const typedData = createPlanTypedData({ ...place, ...auth, planId: id, price })
      return { kind: 'create_plan', signed: signedBy(auth, typedData), ...rest }
    }
    case 'setPrice': {
      const [, price, version, effectiveAt, encoded] = call.args
      const auth = decodeAuth(encoded)
      const change = { price, version, effectiveAt: BigInt(effectiveAt) }
      const typedData = setPriceTypedData({ ...place, ...auth, planId: id, ...change })
      return { kind: 'set_price', signed: signedBy(auth, typedData), ...rest }
    }
    case 'archivePlan': {
      const auth = decodeAuth(call.args[1])
      const typedData = archivePlanTypedData({ ...place, ...auth, planId: id })
      return { kind: 'archive_plan', signed: signedBy(auth, typedData), ...rest }
    }
  }
}

/** What a subscriber agrees to has no nonce: its id lives once. */
function readBeginning(
  kind: 'subscribe' | 'replace',
  place: ManagerDomain,
  plan: Plan,
  subscription: Subscription,
  pull: Hex,
): ManagerCall {
  const id = subscriptionId(place, plan, subscription)
  const { signature, over } = readSubscriptionConsent(pull)
  return {
    kind,
    signed: {
      account: subscription.subscriber,
      nonce: BigInt(id),
      deadline: subscription.startBy,
      digest: id,
      signature,
      over,
    },
    plan: { id: planId(place, plan), plan },
    subscription: { id, subscription },
    amount: subscription.firstAmount,
  }
}

function readSubscriptionAction(
  place: ManagerDomain,
  call: CallOf<'burn' | 'chargeUsage' | 'pause' | 'resume' | 'cancel'>,
): ManagerCall {
  const plan = readPlan(call.args[0])
  const subscription = readSubscription(call.args[1])
  const id = subscriptionId(place, plan, subscription)
  const about = {
    plan: { id: planId(place, plan), plan },
    subscription: { id, subscription },
    amount: null,
  }
  switch (call.functionName) {
    case 'chargeUsage': {
      const [, , period, cumulative, encoded] = call.args
      const auth = decodeAuth(encoded)
      const typedData = chargeUsageTypedData({ ...place, ...auth, id, period, cumulative })
      return { kind: 'charge_usage', signed: signedBy(auth, typedData), ...about, amount: cumulative }
    }
    case 'cancel': {
      const [, , atPeriodEnd, encoded] = call.args
      const auth = decodeAuth(encoded)
      const typedData = cancelTypedData({ ...place, ...auth, id, atPeriodEnd })
      return { kind: 'cancel', signed: signedBy(auth, typedData), ...about }
    }
    default: {
      const auth = decodeAuth(call.args[2])
      const { kind, typedData } = plain[call.functionName]
      return { kind, signed: signedBy(auth, typedData({ ...place, ...auth, id })), ...about }
    }
  }
}

/** The actions that name nothing but their subscription. */
const plain = {
  burn: { kind: 'burn_subscription', typedData: burnSubscriptionTypedData },
  pause: { kind: 'pause', typedData: pauseTypedData },
  resume: { kind: 'resume', typedData: resumeTypedData },
} as const

function signedBy(auth: Omit<Signed, 'digest' | 'over'>, typedData: HashTypedDataParameters): Signed {
  return { ...auth, digest: hashTypedData(typedData), over: 'digest' }
}

function readPlan(plan: ReturnType<typeof abiPlan>): Plan {
  return {
    ...plan,
    unit: memberOf(periodUnits, plan.unit, 'plan.unit'),
    trial: BigInt(plan.trial),
    grace: BigInt(plan.grace),
    notice: BigInt(plan.notice),
  }
}

function readSubscription(subscription: ReturnType<typeof abiSubscription>): Subscription {
  return {
    ...subscription,
    startBy: BigInt(subscription.startBy),
    funding: memberOf(fundings, subscription.funding, 'subscription.funding'),
  }
}
