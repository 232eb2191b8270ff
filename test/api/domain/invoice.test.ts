import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { amountDue, type InvoicePayment, settle, sumPayments } from '../../../api/src/domain/invoice.ts'

const status = fc.constantFrom<InvoicePayment['status']>('pending', 'confirmed', 'finalized', 'reverted')
const units = fc.bigInt(1n, 10n ** 12n)
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

const open = (amount: bigint) => ({
  amount,
  status: 'open' as const,
  payment_status: 'none' as const,
  amount_paid: 0n,
  paid_late: false,
  paid_at: null,
  expires_at: new Date('2030-01-01'),
})

describe('the state of an invoice', () => {
  it('follows from its payments: paid exactly when what was collected covers it', () => {
    fc.assert(
      fc.property(units, fc.array(payment, { maxLength: 6 }), (amount, payments) => {
        const { collected } = sumPayments(payments)
        const after = settle(open(amount), payments, early)
        expect(after.amount_paid).to.equal(collected)
        expect(after.status).to.equal(collected >= amount ? 'paid' : 'open')
        expect(after.paid_at !== null).to.equal(after.status === 'paid')
        expect(after.payment_status === 'overpaid').to.equal(collected > amount)
        expect(after.payment_status === 'paid').to.equal(collected === amount)
      }),
    )
  })

  it('does not depend on the order of payments, and settling again changes nothing', () => {
    fc.assert(
      fc.property(units, fc.array(payment, { maxLength: 6 }), (amount, payments) => {
        const once = settle(open(amount), payments, early)
        expect(settle(open(amount), payments.toReversed(), early)).to.deep.equal(once)
        const later = new Date('2031-01-01')
        expect(settle({ ...open(amount), ...once }, payments, later)).to.deep.equal(once)
      }),
    )
  })

  it('never asks for more than is missing, and for nothing once all is on its way', () => {
    fc.assert(
      fc.property(units, fc.array(payment, { maxLength: 6 }), (amount, payments) => {
        const sums = sumPayments(payments)
        const due = amountDue(amount, sums)
        const covered = sums.collected + sums.authorized + sums.pending
        expect(due).to.equal(covered >= amount ? 0n : amount - covered)
      }),
    )
  })

  it('stays void whatever arrives, and counts it', () => {
    const paid: InvoicePayment = {
      status: 'confirmed',
      amount: 5n,
      captured: 5n,
      capturable: 0n,
      paidAt: early,
    }
    const after = settle({ ...open(5n), status: 'void' }, [paid], early)
    expect(after).to.include({ status: 'void', payment_status: 'paid', amount_paid: 5n })
  })

  it('is paid late when the payer paid at or after its expiry, not when the merchant captured then', () => {
    const paid = { status: 'confirmed' as const, amount: 5n, captured: 5n, capturable: 0n }
    const [expiry, after] = [new Date('2030-01-01'), new Date('2030-02-01')]
    expect(settle(open(5n), [{ ...paid, paidAt: expiry }], expiry).paid_late).to.equal(true)
    expect(settle(open(5n), [{ ...paid, paidAt: early }], after).paid_late).to.equal(false)
  })
})
