import { sources } from '@florin/sdk/escrow/terms.ts'
import fc from 'fast-check'
import { toHex } from 'viem'
import { account } from './events.ts'
import { managerModel } from './managerModel.ts'
import { escrowModel } from './model.ts'
import { abiPlanOf } from './subscriptions.ts'
import { abiTermsOf } from './terms.ts'

export type Model = ReturnType<typeof escrowModel>
export type Manager = ReturnType<typeof managerModel>
export type Step = {
  verb: (typeof escrowVerbs)[number] | (typeof managerVerbs)[number]
  parties: number[]
  token: number
  amount: bigint
  feePercent: bigint
  source: number
  flag: boolean
  pick: number
  more: { pick: number; amount: bigint; feePercent: bigint }[]
}

const escrowVerbs = [
  'authorize',
  'charge',
  'capture',
  'captureBatch',
  'void',
  'reclaim',
  'refund',
  'withdraw',
  'deposit',
  'movePrepaid',
  'transfer',
] as const

const managerVerbs = [
  'createPlan',
  'setPrice',
  'archive',
  'subscribe',
  'replace',
  'chargeBatch',
  'chargeUsage',
  'pause',
  'resume',
  'cancel',
] as const

/** Prices low enough to be paid from the deposits of a history. */
const PRICES = 40n
/** What a subscriber lets a period cost at most. */
const CAP = 80n

// Often all or nothing: then the merchant, or the fee recipient, is credited nothing.
const feePercent = fc.oneof(fc.constantFrom(0n, 100n), fc.bigInt({ min: 0n, max: 100n }))

// Few parties and tokens, so that one account is payer, merchant and fee recipient in turn.
const shared = {
  parties: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
  token: fc.integer({ min: 8, max: 9 }),
  amount: fc.bigInt({ min: 1n, max: 1_000n }),
  feePercent,
  source: fc.nat(sources.length - 1),
  flag: fc.boolean(),
  pick: fc.nat(20),
  more: fc.array(fc.record({ pick: fc.nat(3), amount: fc.bigInt({ min: 1n, max: 400n }), feePercent }), {
    maxLength: 6,
  }),
}
const step = (verb: fc.Arbitrary<Step['verb']>): fc.Arbitrary<Step> => fc.record({ verb, ...shared })
const steps = (verb: fc.Arbitrary<Step['verb']>) => fc.array(step(verb), { minLength: 1, maxLength: 60 })

/** Histories of payments and balances. */
export const paymentHistory = steps(fc.constantFrom(...escrowVerbs))

/** Histories that begin with a plan that somebody subscribes to, and in which payments are rare. */
export const subscriptionHistory = fc
  .tuple(
    step(fc.constant('createPlan')),
    step(fc.constant('subscribe')),
    steps(
      fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...escrowVerbs) },
        { weight: 2, arbitrary: fc.constantFrom(...managerVerbs) },
        { weight: 2, arbitrary: fc.constantFrom('chargeBatch', 'chargeUsage', 'deposit', 'subscribe') },
      ),
    ),
  )
  .map(([plan, first, others]) => [plan, first, ...others])

export function playAll(history: Step[]): { model: Model; manager: Manager } {
  const model = escrowModel()
  const manager = managerModel(model)
  history.forEach((next, salt) => {
    if (isOfManager(next.verb)) playManager(manager, next, BigInt(salt))
    else play(model, next, BigInt(salt))
  })
  return { model, manager }
}

function isOfManager(verb: Step['verb']): boolean {
  return managerVerbs.some((known) => known === verb)
}

function partiesOf(step: Step) {
  const [one, two, three] = step.parties.map(account)
  if (!one || !two || !three) throw new Error('a step needs three parties')
  return [one, two, three] as const
}

function play(model: Model, step: Step, salt: bigint) {
  const { verb, amount, source, flag, feePercent } = step
  const [payer, merchant, feeRecipient] = partiesOf(step)
  const token = account(step.token)
  const terms = abiTermsOf({ payer, merchant, feeRecipient, token, amount, salt })
  if (verb === 'authorize') return model.authorize(terms, source)
  if (verb === 'charge') return model.charge({ ...terms, mode: 1 }, (amount * feePercent) / 100n, source)
  if (verb === 'withdraw') return model.withdraw(payer, token, amount, merchant)
  if (verb === 'deposit') return model.deposit(payer, token, amount, flag)
  if (verb === 'movePrepaid') return model.movePrepaid(payer, token, amount, flag)
  if (verb === 'transfer') return model.transfer(payer, merchant, token, amount, toHex(salt, { size: 32 }))

  const pick = (number: number) => model.payments[number % Math.max(model.payments.length, 1)]
  const payment = pick(step.pick)
  if (!payment) return
  if (verb === 'captureBatch')
    return model.captureBatch(step.more.map((item) => ({ ...item, payment: pick(item.pick) ?? payment })))
  if (verb === 'capture') return model.capture(payment, amount, feePercent)
  if (verb === 'refund') return model.refund(payment, amount, source, flag)
  model.giveBack(payment, verb === 'void' ? 'Voided' : 'Reclaimed', flag)
}

function playManager(manager: Manager, step: Step, salt: bigint) {
  const { verb, amount, flag, source, pick } = step
  if (verb === 'createPlan') return manager.createPlan(planOf(step, salt), amount % PRICES)
  const plan = manager.plans[pick % Math.max(manager.plans.length, 1)]
  if (!plan) return
  if (verb === 'setPrice') return manager.setPrice(plan, amount % PRICES, BigInt(source * 4))
  if (verb === 'archive') return flag ? manager.archive(plan) : undefined
  if (verb === 'subscribe') return manager.subscribe(plan, wantedOf(step))
  const ofPlan = manager.subscriptions.filter(({ of }) => of === plan)
  if (verb === 'chargeBatch') return manager.chargeBatch(plan, ofPlan, Number(amount))

  const subscription = manager.subscriptions[Number(amount) % Math.max(manager.subscriptions.length, 1)]
  if (!subscription) return
  if (verb === 'replace') return manager.replace(subscription, plan, wantedOf(step))
  if (verb === 'pause') return manager.pause(subscription)
  if (verb === 'resume') return manager.resume(subscription)
  if (verb === 'cancel') return manager.cancel(subscription, flag)
  const period = Math.max(0, subscription.next - 1 - (source % 2))
  manager.chargeUsage(subscription, period, (amount % 20n) + 1n, flag)
}

function planOf(step: Step, salt: bigint) {
  const [operator, merchant, feeRecipient] = partiesOf(step)
  return abiPlanOf({
    merchant,
    operator,
    feeRecipient,
    token: account(step.token),
    period: 2 + step.pick,
    trial: step.source === 0 ? 9 : 0,
    grace: step.source * 5,
    feeBps: Number(step.feePercent) * 100,
    salt,
  })
}

function wantedOf(step: Step) {
  const { amount, flag, source, pick, more } = step
  const [subscriber] = partiesOf(step)
  return {
    subscriber,
    quantity: 1 + (pick % 3),
    capPerPeriod: CAP,
    usageCapPerPeriod: CAP,
    maxPeriods: 1 + source * 2,
    catchUp: pick % 4,
    funding: more.length % 2,
    offered: flag ? amount % CAP : undefined,
    funds: source === 3 && more.length % 2 === 0 ? amount : 0n,
    canPull: pick % 2 === 0,
  }
}
