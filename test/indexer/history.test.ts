import { describe, it } from 'node:test'
import { sources } from '@florin/sdk/escrow/terms.ts'
import { expect } from 'chai'
import fc from 'fast-check'
import { toHex } from 'viem'
import { IndexMismatch } from '../../indexer/src/mismatch.ts'
import { emptyBalance } from '../../indexer/src/rows/balances.ts'
import { testRandom } from '../support/random.ts'
import { openBook } from './support/book.ts'
import { account, CHAIN_ID, type MoneyEvent } from './support/events.ts'
import { escrowModel } from './support/model.ts'
import { abiTermsOf } from './support/terms.ts'

type Book = ReturnType<typeof openBook>
type Model = ReturnType<typeof escrowModel>
type Step = {
  verb: (typeof verbs)[number]
  parties: number[]
  token: number
  amount: bigint
  feePercent: bigint
  source: number
  flag: boolean
  pick: number
  more: { pick: number; amount: bigint; feePercent: bigint }[]
}

const verbs = [
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

const { seed } = testRandom()
const runs = { seed, numRuns: 300 }

// Often all or nothing: then the merchant, or the fee recipient, is credited nothing.
const feePercent = fc.oneof(fc.constantFrom(0n, 100n), fc.bigInt({ min: 0n, max: 100n }))

// Few parties and tokens, so that one account is payer, merchant and fee recipient in turn.
const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom(...verbs),
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
})
const history = fc.array(step, { minLength: 1, maxLength: 60 })

function playAll(steps: Step[]): Model {
  const model = escrowModel()
  steps.forEach((next, salt) => {
    play(model, next, BigInt(salt))
  })
  return model
}

function play(model: Model, step: Step, salt: bigint) {
  const { verb, amount, source, flag, feePercent } = step
  const [payer, merchant, feeRecipient] = step.parties.map(account)
  if (!payer || !merchant || !feeRecipient) throw new Error('a step needs three parties')
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

function sum(amounts: Iterable<bigint>): bigint {
  return Array.from(amounts).reduce((total, amount) => total + amount, 0n)
}

function expectFactsToBalance({ entries, facts, withdrawals, balanceEvents }: Book) {
  const byFact = Map.groupBy(entries, (entry) => entry.identity)
  for (const legs of byFact.values()) expect(sum(legs.map((leg) => leg.amount))).to.equal(0n)
  expect(byFact.size).to.equal(facts.length + withdrawals.length + balanceEvents.length)
}

function expectPaymentsToAddUp({ payments, entries }: Book, model: Model) {
  expect(payments.size).to.equal(model.payments.length)
  for (const { id, capturable, refundable } of model.payments) {
    const row = payments.get(id)
    if (!row) throw new Error(`payment ${id} has no row`)
    expect([row.capturable, row.refundable]).to.deep.equal([capturable, refundable])
    expect(row.captured + row.voided + row.reclaimed + row.capturable).to.equal(row.authorized)
    expect(row.refunded + row.refundable).to.equal(row.captured - row.fees)
    const held = entries.filter((entry) => entry.accountKind === 'escrow' && entry.account === id)
    expect(sum(held.map((entry) => entry.amount))).to.equal(capturable)
  }
}

function expectBalancesToBeSumsOfLegs({ balances, entries }: Book, model: Model) {
  for (const { account, token, available, prepaid, seq } of model.balances.values()) {
    const own = entries.filter((entry) => entry.account === account && entry.token === token)
    const legsOf = (kind: string) =>
      sum(own.filter((leg) => leg.accountKind === kind).map((leg) => leg.amount))
    expect([legsOf('available'), legsOf('prepaid')]).to.deep.equal([available, prepaid])
    const row = balances.get(`${account} ${token}`) ?? emptyBalance(CHAIN_ID, account, token)
    expect(row).to.include({ available, prepaid, seq })
    expect(row).to.include({ unproven: 0n, unprovenPrepaid: 0n, due: 0n, feesDue: 0n })
  }
}

/** A merchant that is its own fee recipient is stated twice before the fact; only the second total stays. */
function isReplacedByTheNext(event: MoneyEvent, next: MoneyEvent | undefined): boolean {
  if (event.name !== 'BalanceChanged' || next?.name !== 'BalanceChanged') return false
  const isBatch = BigInt(event.event.args.cause) === 0n
  return !isBatch && event.event.args.account === next.event.args.account
}

/** The same event with one of its amounts, totals or sequences raised by one. */
function altered(original: MoneyEvent, pick: number): MoneyEvent {
  const copy = structuredClone(original)
  const fields = Object.entries(copy.event.args).filter(([, value]) => typeof value === 'bigint')
  const [field, value] = fields[pick % fields.length] ?? ['', 0n]
  Reflect.set(copy.event.args, field, BigInt(value.toString()) + 1n)
  return copy
}

describe('any history of the escrow', () => {
  it('makes rows that add up', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const model = playAll(steps)
        const book = openBook()
        model.events.forEach(book.post)
        expectFactsToBalance(book)
        expectPaymentsToAddUp(book, model)
        expectBalancesToBeSumsOfLegs(book, model)
      }),
      runs,
    )
  })

  it('stops within the call of an event whose amount, total or seq was altered', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (steps, place, pick) => {
        const { events } = playAll(steps)
        const index = place % Math.max(events.length, 1)
        const original = events[index]
        fc.pre(original !== undefined && !isReplacedByTheNext(original, events[index + 1]))
        if (!original) return
        const book = openBook()
        events.slice(0, index).forEach(book.post)
        const rest = [altered(original, pick), ...events.slice(index + 1)]
        expect(() => rest.forEach(book.post)).to.throw(IndexMismatch)
      }),
      runs,
    )
  })
})
