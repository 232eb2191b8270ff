import { sources } from '@florin/sdk/escrow/terms.ts'
import { fundings } from '@florin/sdk/subscriptions/subscription.ts'
import { type Address, zeroAddress, zeroHash } from 'viem'
import { startOfPeriod } from './calendar.ts'
import { amountDue } from './due.ts'
import { endAtOnce, refusalsToEnd } from './end.ts'
import { collect, deposit, type Funds, feeOf, fundsOf, settle, sourceOf, walletOf } from './money.ts'
import { canBeParty } from './plans.ts'
import { type Agreement, intakeRefusals, type Refusals, refusals, type World } from './world.ts'

/**
 * How a subscriber agrees. `signer` is who signed, undefined where the subscriber calls; `value` is what an authorization
 * funds, or a permit allows; a permit that its owner did not sign changes nothing.
 */
export type Consent =
  | { kind: 'plain'; signer: Address | undefined }
  | { kind: 'erc3009'; signer: Address; value: bigint }
  | { kind: 'permit'; signer: Address | undefined; value: bigint; permitSigner: Address }

/** Who sends it, how the subscriber agrees, and who agreed to the first amount, signed by whom. */
export type Beginning = {
  sender: Address
  consent: Consent
  offer?: { account: Address; signer: Address } | undefined
}

export function subscribe(world: World, agreement: Agreement, beginning: Beginning): Refusals {
  const refused = [
    ...refusals({ WrongReplaced: agreement.subscription.replaces !== zeroHash }),
    ...refusalsToBegin(world, agreement, beginning),
  ]
  if (refused.length === 0) begin(world, agreement, beginning)
  return refused
}

export function replace(world: World, old: Agreement, next: Agreement, beginning: Beginning): Refusals {
  const record = world.subscriptions.get(old.id)
  const refused = [
    ...refusals({
      WrongReplaced: next.subscription.replaces !== old.id,
      NotSubscriber: next.subscription.subscriber !== old.subscription.subscriber,
    }),
    ...refusalsToEnd(record),
    ...refusalsToBegin(world, next, beginning),
  ]
  if (record === undefined || refused.length > 0) return refused
  endAtOnce(world, old.id, record, old.subscription.subscriber)
  begin(world, next, beginning)
  return []
}

function begin(world: World, agreement: Agreement, { consent }: Beginning): void {
  const { id, planId, plan, subscription } = agreement
  const { firstAmount, subscriber } = subscription
  const onTrial = plan.trial > 0n && firstAmount === 0n
  const anchor = onTrial ? world.now + plan.trial : world.now
  const charged = new Set(onTrial ? [] : [0])
  const lastChargeAt = onTrial ? 0n : world.now
  const fresh = { pauses: 0, resumedFrom: 0, usage: new Map() }
  world.subscriptions.set(id, { status: 'active', anchor, charged, lastChargeAt, ...fresh })
  const funding = fundings.indexOf(subscription.funding)
  world.facts.push({ name: 'Subscribed', args: { ...subscription, id, planId, funding, anchor } })
  if (consent.kind === 'permit')
    walletOf(world, subscriber, plan.token).allowed = fundsWith(world, agreement, consent).allowed
  if (consent.kind === 'erc3009') {
    const kind = { amount: consent.value, toPrepaid: true, source: sources.indexOf('erc3009') }
    deposit(world, subscriber, plan.token, kind, id)
  }
  if (!onTrial) chargeFirst(world, agreement)
}

function chargeFirst(world: World, agreement: Agreement): void {
  const { id, plan, subscription } = agreement
  const { firstAmount, subscriber, maxPeriods } = subscription
  const { merchant, token, feeRecipient } = plan
  const source = sourceOf(fundsOf(world, agreement), firstAmount, agreement)
  if (source === undefined) throw new Error(`${id}: expected a source of the first amount, found none`)
  const fee = feeOf(firstAmount, plan)
  const periodEnd = startOfPeriod(world.now, 1, plan)
  const told = { id, subscriber, merchant, token, period: 0, periodStart: world.now, periodEnd }
  const money = collect(world, source, firstAmount, agreement)
  world.facts.push({ name: 'SubscriptionCharged', args: { ...told, ...money, fee, feeRecipient } })
  if (maxPeriods === 1) world.facts.push({ name: 'SubscriptionEnded', args: { id, endsAt: periodEnd } })
  settle(world, plan, firstAmount, fee, id)
}

// ---------------------------------------------------------------- what must hold

function refusalsToBegin(world: World, agreement: Agreement, beginning: Beginning): Refusals {
  const { id, planId, plan, subscription } = agreement
  const { subscriber, funding, firstAmount } = subscription
  const plans = world.plans.get(planId)
  // Neither does money come in nor is a token called while it may not.
  const enters = firstAmount > 0n || beginning.consent.kind !== 'plain'
  return [
    ...refusals({
      SubscriptionExists: world.subscriptions.has(id),
      UnknownPlan: plans === undefined,
      PlanIsArchived: plans?.archived === true,
      InvalidParty: !canBeParty(world, subscriber, plan) || subscriber === plan.merchant,
      ZeroQuantity: subscription.quantity === 0,
      ZeroMaxPeriods: subscription.maxPeriods === 0,
      TooLate: world.now >= subscription.startBy,
      InvalidFunding:
        funding === 'allowanceOnly' && (plan.token === zeroAddress || beginning.consent.kind === 'erc3009'),
      ExceedsCap: firstAmount > subscription.capPerPeriod,
    }),
    ...refusalsOfConsent(world, agreement, beginning),
    ...refusalsOfFirstAmount(world, agreement, beginning),
    ...(enters ? intakeRefusals(world, plan.token) : []),
  ]
}

function refusalsOfConsent(world: World, agreement: Agreement, { sender, consent }: Beginning): Refusals {
  const { subscriber, firstAmount } = agreement.subscription
  const funds = fundsWith(world, agreement, consent)
  const { signer } = consent
  return refusals({
    NotSubscriber: signer === undefined && sender !== subscriber,
    InvalidSignature: signer !== undefined && signer !== subscriber,
    ZeroAmount: consent.kind === 'erc3009' && consent.value === 0n,
    // The token's word where the wallet does not hold what was authorized.
    ERC20InsufficientBalance: funds.held < 0n,
    CannotPay: sourceOf(funds, firstAmount, agreement) === undefined,
  })
}

/** The plan's first amount needs nobody's agreement. */
function refusalsOfFirstAmount(world: World, agreement: Agreement, { sender, offer }: Beginning): Refusals {
  const { plan, subscription } = agreement
  const { merchant, operator } = plan
  const expected = plan.trial > 0n ? 0n : amountDue(world, agreement)
  if (subscription.firstAmount === expected) return []
  const agreeing = offer?.account ?? sender
  return refusals({
    FirstAmountNotAgreed: agreeing === zeroAddress || ![merchant, operator].includes(agreeing),
    InvalidSignature: offer !== undefined && offer.signer !== offer.account,
  })
}

/** What there will be to pay from once the consent has been used. */
function fundsWith(world: World, agreement: Agreement, consent: Consent): Funds {
  const funds = fundsOf(world, agreement)
  if (consent.kind === 'plain') return funds
  const { value } = consent
  if (consent.kind === 'erc3009')
    return { ...funds, held: funds.held - value, prepaid: funds.prepaid + value }
  return consent.permitSigner === agreement.subscription.subscriber ? { ...funds, allowed: value } : funds
}
