import { describe, it } from 'node:test'
import { expect } from 'chai'
import { isMoving, progressSteps } from '../../web/src/checkout/progress.ts'
import { deriveState, isFinal } from '../../web/src/checkout/state.ts'
import { buildCheckout, buildPayment, buildRelay, connectedWallet } from './support/builders.ts'
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
    const checkout = buildCheckout({ paymentStatus: 'authorized', payments: [buildPayment('confirmed')] })
    expect(derive({ checkout })).to.deep.equal({ name: 'authorized', payment: buildPayment('confirmed') })
  })
  for (const paymentStatus of ['paid', 'overpaid'] as const) {
    it(`is paid when it is ${paymentStatus}`, () => {
      const checkout = buildCheckout({ status: 'paid', paymentStatus, payments: [buildPayment('confirmed')] })
      expect(derive({ checkout, relay: buildRelay('submitted') }).name).to.equal('paid')
      expect(isFinal(checkout)).to.equal(true)
    })
  }
  it('asks for the rest of a partly paid invoice', () => {
    const checkout = buildCheckout({ paymentStatus: 'partial', payments: [buildPayment('confirmed')] })
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
