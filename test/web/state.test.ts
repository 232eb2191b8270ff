import { describe, it } from 'node:test'
import { expect } from 'chai'
import { headlineAmount } from '../../web/src/checkout/headline.ts'
import { isMoving, progressSteps } from '../../web/src/checkout/progress.ts'
import { deriveState, isFinal } from '../../web/src/checkout/state.ts'
import { buildCheckout, buildMoney, buildPayment, buildRelay, connectedWallet } from './support/builders.ts'
import { AMOUNT_UNITS, TX_HASH } from './support/fixtures.ts'

type Inputs = Parameters<typeof deriveState>[0]

function derive(changes: Partial<Inputs> = {}) {
  return deriveState({
    checkout: buildCheckout(),
    relay: null,
    step: { name: 'idle' },
    wallet: { status: 'none' },
    balanceUnits: null,
    ...changes,
  })
}

/** A payment of which the contract still holds `heldUnits`. */
const held = (heldUnits: bigint, changes: Partial<ReturnType<typeof buildPayment>> = {}) =>
  buildPayment('confirmed', { captured: buildMoney(0n), capturable: buildMoney(heldUnits), ...changes })

const givenBack = held(0n, { returned: buildMoney(AMOUNT_UNITS) })

describe('deriveState of an open invoice', () => {
  it('asks for a wallet first', () => {
    expect(derive().name).to.equal('choose_wallet')
  })
  it('waits for a wallet that is connecting', () => {
    expect(derive({ wallet: { status: 'connecting', name: 'Lantern' } })).to.deep.equal({
      name: 'connecting',
      walletName: 'Lantern',
    })
  })
  it('notices another network before anything else about the wallet', () => {
    const state = derive({ wallet: { ...connectedWallet, chainId: 1 }, balanceUnits: 0n })
    expect(state.name).to.equal('wrong_chain')
  })
  it('counts what is missing', () => {
    expect(derive({ wallet: connectedWallet, balanceUnits: AMOUNT_UNITS - 1n })).to.include({
      name: 'insufficient',
      missingUnits: 1n,
    })
  })
  it('is ready with exactly enough', () => {
    expect(derive({ wallet: connectedWallet, balanceUnits: AMOUNT_UNITS }).name).to.equal('ready')
  })
  it('is ready where the balance is unknown', () => {
    expect(derive({ wallet: connectedWallet }).name).to.equal('ready')
  })
  it('says why the last click did not pay', () => {
    expect(derive({ wallet: connectedWallet, step: { name: 'rejected' } })).to.deep.include({
      name: 'ready',
      note: { name: 'rejected' },
    })
  })
  for (const name of ['requesting', 'signing', 'sending'] as const) {
    it(`shows the step ${name}`, () => {
      expect(derive({ wallet: connectedWallet, step: { name } }).name).to.equal(name)
    })
  }
})

describe('deriveState of a relay', () => {
  it('is submitted until it is mined, then confirming', () => {
    expect(derive({ relay: buildRelay('accepted') }).name).to.equal('submitted')
    expect(derive({ relay: buildRelay('submitted') }).name).to.equal('submitted')
    expect(derive({ relay: buildRelay('mined', { txHash: TX_HASH }) })).to.include({
      name: 'confirming',
      txHash: TX_HASH,
    })
    expect(derive({ relay: buildRelay('confirmed') }).name).to.equal('confirming')
  })
  for (const status of ['accepted', 'submitted', 'mined', 'confirmed', 'failed'] as const) {
    it(`says no more once its payment counts, though it is ${status}`, () => {
      const checkout = buildCheckout({ payments: [givenBack] })
      expect(derive({ checkout, relay: buildRelay(status), wallet: connectedWallet }).name).to.equal('ready')
    })
  }
  it('is waited for where another payment came back', () => {
    const checkout = buildCheckout({ payments: [{ ...givenBack, onchainId: `0x${'cd'.repeat(32)}` }] })
    expect(derive({ checkout, relay: buildRelay('submitted') }).name).to.equal('submitted')
  })
  it('can be tried again when the chain took its payment back', () => {
    const checkout = buildCheckout({ payments: [buildPayment('reverted')] })
    expect(derive({ checkout, relay: buildRelay('confirmed') }).name).to.equal('relay_failed')
    expect(derive({ checkout, relay: buildRelay('mined') }).name).to.equal('confirming')
  })
  for (const change of [{ status: 'void' }, { status: 'uncollectible' }, { expired: true }] as const) {
    it(`is followed to its end, and not tried again, where the invoice is ${JSON.stringify(change)}`, () => {
      const checkout = buildCheckout(change)
      const name = 'status' in change ? change.status : 'expired'
      expect(derive({ checkout, relay: buildRelay('submitted') }).name).to.equal('submitted')
      for (const ended of ['failed', 'expired', 'canceled'] as const) {
        expect(derive({ checkout, relay: buildRelay(ended) }).name).to.equal(name)
      }
    })
  }
  it('tells the reason of a failure', () => {
    const relay = buildRelay('failed', { error: { code: 'reverted', reason: 'the deadline has passed' } })
    expect(derive({ relay })).to.deep.equal({ name: 'relay_failed', message: 'the deadline has passed' })
  })
  it('lets a payment on the chain outweigh a failed relay', () => {
    const checkout = buildCheckout({ paymentStatus: 'pending', payments: [buildPayment('pending')] })
    expect(derive({ checkout, relay: buildRelay('failed') }).name).to.equal('confirming')
  })
})

describe('deriveState of the invoice', () => {
  for (const status of ['void', 'uncollectible'] as const) {
    it(`takes no payment once it is ${status}`, () => {
      expect(derive({ checkout: buildCheckout({ status }), wallet: connectedWallet }).name).to.equal(status)
    })
  }
  it('takes no payment once it has expired', () => {
    expect(derive({ checkout: buildCheckout({ expired: true }), wallet: connectedWallet }).name).to.equal(
      'expired',
    )
  })
  it('goes on following a payment that was sent before the expiry or the withdrawal', () => {
    const payments = [buildPayment('pending')]
    expect(derive({ checkout: buildCheckout({ expired: true, payments }) }).name).to.equal('confirming')
    expect(derive({ checkout: buildCheckout({ status: 'void', payments }) }).name).to.equal('confirming')
  })
  it('is authorized, not paid, while the merchant has not collected', () => {
    const checkout = buildCheckout({
      paymentStatus: 'authorized',
      amountDue: buildMoney(0n),
      payments: [held(AMOUNT_UNITS)],
    })
    expect(derive({ checkout, relay: buildRelay('confirmed') })).to.deep.equal({
      name: 'authorized',
      payment: held(AMOUNT_UNITS),
      money: { collectedUnits: 0n, heldUnits: AMOUNT_UNITS, returnedUnits: 0n, refundedUnits: 0n },
    })
  })
  for (const relay of [null, buildRelay('confirmed')]) {
    it(`is authorized while a part is collected and the rest held, ${relay ? 'in the payer’s own browser' : 'in any browser'}`, () => {
      const payment = held(AMOUNT_UNITS - 2n, { captured: buildMoney(2n) })
      const checkout = buildCheckout({
        paymentStatus: 'partial',
        amountPaid: buildMoney(2n),
        amountDue: buildMoney(0n),
        payments: [payment],
      })
      expect(derive({ checkout, relay, wallet: connectedWallet })).to.deep.equal({
        name: 'authorized',
        payment,
        money: { collectedUnits: 2n, heldUnits: AMOUNT_UNITS - 2n, returnedUnits: 0n, refundedUnits: 0n },
      })
    })
  }
  it('asks for the rest where a part is collected and the remainder was given back', () => {
    const payment = held(0n, { captured: buildMoney(2n), returned: buildMoney(AMOUNT_UNITS - 2n) })
    const checkout = buildCheckout({
      paymentStatus: 'partial',
      amountPaid: buildMoney(2n),
      amountDue: buildMoney(AMOUNT_UNITS - 2n),
      payments: [payment],
    })
    const state = derive({ checkout, relay: buildRelay('confirmed'), wallet: connectedWallet })
    expect(state.name).to.equal('ready')
    expect(headlineAmount(checkout, state).amountUnits).to.equal(AMOUNT_UNITS - 2n)
  })
  it('asks for the rest where only a part is authorized, and for nothing once it has expired', () => {
    const part = {
      paymentStatus: 'authorized',
      amountDue: buildMoney(AMOUNT_UNITS - 2n),
      payments: [held(2n, { amount: buildMoney(2n) })],
    } as const
    const open = buildCheckout({ ...part, payments: [...part.payments] })
    expect(derive({ checkout: open, wallet: connectedWallet }).name).to.equal('ready')
    const expired = { ...open, expired: true }
    const state = derive({ checkout: expired, wallet: connectedWallet })
    expect(state.name).to.equal('authorized')
    expect(headlineAmount(expired, state).amountUnits).to.equal(AMOUNT_UNITS)
  })
  for (const name of ['requesting', 'signing'] as const) {
    it(`does not ask to sign, once nothing is asked for, while ${name}`, () => {
      const checkout = buildCheckout({ status: 'void' })
      expect(derive({ checkout, wallet: connectedWallet, step: { name } }).name).to.equal('void')
    })
  }
  it('shows that a signature is handed over even where the invoice ended meanwhile', () => {
    const checkout = buildCheckout({ expired: true })
    expect(derive({ checkout, wallet: connectedWallet, step: { name: 'sending' } }).name).to.equal('sending')
  })
  it('stays paid after a refund, and knows of it', () => {
    const payments = [buildPayment('confirmed', { refunded: buildMoney(5n) })]
    const checkout = buildCheckout({ status: 'paid', paymentStatus: 'paid', payments })
    expect(derive({ checkout })).to.deep.nested.include({ name: 'paid', 'money.refundedUnits': 5n })
  })
  it('is not final while money may still come or go', () => {
    for (const status of ['paid', 'void', 'uncollectible'] as const) {
      expect(isFinal(buildCheckout({ status }))).to.equal(true)
      expect(isFinal(buildCheckout({ status, payments: [buildPayment('pending')] }))).to.equal(false)
      expect(isFinal(buildCheckout({ status, payments: [held(1n)] }))).to.equal(false)
    }
  })
  for (const paymentStatus of ['paid', 'overpaid'] as const) {
    it(`is paid when it is ${paymentStatus}`, () => {
      const checkout = buildCheckout({ status: 'paid', paymentStatus, payments: [buildPayment('confirmed')] })
      expect(derive({ checkout, relay: buildRelay('submitted') }).name).to.equal('paid')
      expect(isFinal(checkout)).to.equal(true)
    })
  }
  it('asks for the rest of a partly paid invoice', () => {
    const checkout = buildCheckout({
      paymentStatus: 'partial',
      amountDue: buildMoney(1n),
      payments: [buildPayment('confirmed')],
    })
    expect(derive({ checkout, wallet: connectedWallet }).name).to.equal('ready')
    expect(isFinal(checkout)).to.equal(false)
  })
  it('forgets a reverted payment', () => {
    const checkout = buildCheckout({ payments: [buildPayment('reverted')] })
    expect(derive({ checkout }).name).to.equal('choose_wallet')
  })
})

describe('progressSteps', () => {
  it('never counts beyond what is required', () => {
    const state = derive({ relay: buildRelay('mined') })
    if (!isMoving(state)) throw new Error('a mined relay should be moving')
    const steps = progressSteps(state, { confirmations: 9, required: 3 })
    expect(steps.map((step) => step.status)).to.deep.equal(['done', 'done', 'current'])
    expect(steps.at(-1)?.detail).to.equal('3 of 3 confirmations')
  })
})
