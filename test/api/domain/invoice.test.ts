import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import {
  amountDue,
  amountLeft,
  type InvoicePayment,
  settle,
  sumPayments,
} from '../../../api/src/domain/invoice.ts'

const status = fc.constantFrom<InvoicePayment['status']>('pending', 'confirmed', 'finalized', 'reverted')
const units = fc.bigInt(1n, 10n ** 12n)
const bps = fc.integer({ min: 0, max: 1000 })
const early = new Date('2029-12-31')

/** A payment whose captured and capturable parts never exceed its amount. */
const payment: fc.Arbitrary<InvoicePayment> = fc
  .tuple(status, units, fc.bigInt(0n, 100n), fc.bigInt(0n, 100n))
  .map(([state, amount, capturedPart, restPart]) => {
    const settled = state === 'confirmed' || state === 'finalized'
    const captured = settled ? (amount * capturedPart) / 100n : 0n
    const capturable = settled ? ((amount - captured) * restPart) / 100n : 0n
    return { status: state, amount, captured, capturable, paidAt: early }
  })

const open = (amount: bigint, tolerance_bps = 0) => ({
  amount,
  tolerance_bps,
  status: 'open' as const,
  payment_status: 'none' as const,
  amount_paid: 0n,
  paid_late: false,
  paid_at: null,
  due_at: null,
  expires_at: new Date('2030-01-01'),
  uncollectible_at: null,
})
const collected = (amount: bigint): InvoicePayment => ({
  status: 'confirmed',
  amount,
  captured: amount,
  capturable: 0n,
  paidAt: early,
})

describe('the state of an invoice', () => {
  it('follows from its payments: paid exactly when what was collected covers it, but for the tolerance', () => {
    fc.assert(
      fc.property(units, bps, fc.array(payment, { maxLength: 6 }), (amount, tolerance, payments) => {
        const sums = sumPayments(payments)
        const after = settle(open(amount, tolerance), payments, early)
        const least = amount - (amount * BigInt(tolerance)) / 10_000n
        expect(after.amount_paid).to.equal(sums.collected)
        expect(after.status).to.equal(sums.collected >= least ? 'paid' : 'open')
        expect(after.paid_at !== null).to.equal(after.status === 'paid')
        expect(after.payment_status === 'overpaid').to.equal(sums.collected > amount)
        expect(after.payment_status === 'paid').to.equal(sums.collected >= least && sums.collected <= amount)
      }),
    )
  })

  it('does not depend on the order of payments, and settling again changes nothing', () => {
    fc.assert(
      fc.property(units, bps, fc.array(payment, { maxLength: 6 }), (amount, tolerance, payments) => {
        const invoice = open(amount, tolerance)
        const once = settle(invoice, payments, early)
        expect(settle(invoice, payments.toReversed(), early)).to.deep.equal(once)
        const later = new Date('2031-01-01')
        expect(settle({ ...invoice, ...once }, payments, later)).to.deep.equal(once)
      }),
    )
  })

  it('never asks for more than is missing, and for nothing once all but the tolerance is on its way', () => {
    fc.assert(
      fc.property(units, bps, fc.array(payment, { maxLength: 6 }), (amount, tolerance, payments) => {
        const sums = sumPayments(payments)
        const due = amountDue({ amount, tolerance_bps: tolerance }, sums)
        const covered = sums.collected + sums.authorized + sums.pending
        const missing = amount - covered
        expect(due).to.equal(missing > (amount * BigInt(tolerance)) / 10_000n ? missing : 0n)
      }),
    )
  })

  it('rounds the tolerance down, in favour of the merchant', () => {
    const price = { amount: 9_999n, tolerance_bps: 1 }
    expect(amountLeft(price, 9_998n)).to.equal(1n)
    expect(amountLeft({ ...price, amount: 10_000n }, 9_999n)).to.equal(0n)
    expect(settle(open(10_000n, 1), [collected(9_998n)], early).payment_status).to.equal('partial')
    expect(settle(open(10_000n, 1), [collected(9_999n)], early).payment_status).to.equal('paid')
  })

  it('stays void whatever arrives, and counts it', () => {
    const after = settle({ ...open(5n), status: 'void' }, [collected(5n)], early)
    expect(after).to.include({ status: 'void', payment_status: 'paid', amount_paid: 5n })
  })

  it('is paid by money that comes after it was given up, and given up again when that money goes', () => {
    const invoice = { ...open(5n), status: 'uncollectible' as const, uncollectible_at: early }
    expect(settle(invoice, [collected(4n)], early).status).to.equal('uncollectible')
    const paid = settle(invoice, [collected(5n)], early)
    expect(paid.status).to.equal('paid')
    expect(settle({ ...invoice, ...paid }, [], early).status).to.equal('uncollectible')
  })

  it('is paid late when the payer paid at or after its expiry, not when the merchant captured then', () => {
    const [expiry, after] = [new Date('2030-01-01'), new Date('2030-02-01')]
    expect(settle(open(5n), [{ ...collected(5n), paidAt: expiry }], expiry).paid_late).to.equal(true)
    expect(settle(open(5n), [collected(5n)], after).paid_late).to.equal(false)
  })

  it('is paid late after its due date, where it has one, however long it can still be paid', () => {
    const invoice = { ...open(5n), due_at: new Date('2029-06-01') }
    expect(settle(invoice, [collected(5n)], early).paid_late).to.equal(true)
    const inTime = { ...collected(5n), paidAt: new Date('2029-05-31') }
    expect(settle(invoice, [inTime], early).paid_late).to.equal(false)
  })
})
