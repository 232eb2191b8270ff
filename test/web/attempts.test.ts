import { describe, it } from 'node:test'
import { expect } from 'chai'
import {
  type Attempt,
  afterFailedRelay,
  continueAttempt,
  forgetAttempt,
  loadAttempts,
  paymentRequestKey,
  relayKey,
  saveAttempt,
} from '../../web/src/checkout/attempts.ts'
import { AMOUNT_UNITS, demoPayer, INVOICE, ONCHAIN_ID, walletPayer } from './support/fixtures.ts'

const now = new Date('2031-01-01T00:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

function begin(attempts: Attempt[], changes: { now?: Date; amountUnits?: bigint } = {}): Attempt {
  return continueAttempt(attempts, {
    payer: walletPayer.address,
    amountUnits: AMOUNT_UNITS,
    now,
    newId: () => `id${attempts.length}`,
    ...changes,
  })
}

function memory() {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  }
}

describe('continueAttempt', () => {
  const answered = { ...begin([]), authorizeBy: later(900) }

  it('goes on with the same attempt, and so with the same idempotency keys', () => {
    expect(begin([answered], { now: later(60) })).to.equal(answered)
    expect(paymentRequestKey(INVOICE, answered)).to.equal(`checkout:${INVOICE}:id0`)
    expect(relayKey('preq_1', answered)).to.equal('checkout:relay:preq_1:0')
  })
  it('begins anew when the time to pay is nearly over', () => {
    expect(begin([answered], { now: later(871) }).id).to.equal('id1')
  })
  it('begins anew when another amount is due', () => {
    expect(begin([answered], { amountUnits: 1n }).id).to.equal('id1')
  })
  it('begins anew for another payer', () => {
    expect(begin([{ ...answered, payer: demoPayer.address }]).id).to.equal('id1')
  })
  it('asks an unanswered question again with its old key, for a while', () => {
    const unanswered = begin([])
    expect(begin([unanswered], { now: later(599) })).to.equal(unanswered)
    expect(begin([unanswered], { now: later(600) }).id).to.equal('id1')
  })
  it('relays the same payment request under a new key after a failure', () => {
    const failed = afterFailedRelay({ ...answered, relay: 'rl_1', signature: '0x12', hasSigned: true })
    expect(failed).to.include({ id: answered.id, relay: null, signature: null, failedRelays: 1 })
    expect(relayKey('preq_1', failed)).to.equal('checkout:relay:preq_1:1')
  })
})

describe('the stored attempts', () => {
  it('come back as they were saved, one for each payer', () => {
    const store = memory()
    const attempt = {
      ...begin([]),
      authorizeBy: later(900),
      onchainId: ONCHAIN_ID,
      relay: 'rl_1',
      hasSigned: true,
    }
    saveAttempt(store, INVOICE, { ...attempt, relay: null })
    saveAttempt(store, INVOICE, attempt)
    saveAttempt(store, INVOICE, { ...attempt, payer: demoPayer.address })
    expect(loadAttempts(store, INVOICE)).to.deep.equal([attempt, { ...attempt, payer: demoPayer.address }])
    expect(loadAttempts(store, 'inv_other')).to.deep.equal([])
  })
  it('can be forgotten one by one', () => {
    const store = memory()
    saveAttempt(store, INVOICE, begin([]))
    saveAttempt(store, INVOICE, { ...begin([]), payer: demoPayer.address })
    forgetAttempt(store, INVOICE, begin([]))
    expect(loadAttempts(store, INVOICE).map((attempt) => attempt.payer)).to.deep.equal([demoPayer.address])
  })
  it('are none where the storage is spoiled or forbidden', () => {
    const store = memory()
    store.setItem(`florin.attempts.${INVOICE}`, '{"attempts":[{"id":7}]}')
    expect(loadAttempts(store, INVOICE)).to.deep.equal([])
    const forbidden = {
      getItem: () => {
        throw new Error('denied')
      },
      setItem: () => {
        throw new Error('denied')
      },
    }
    expect(loadAttempts(forbidden, INVOICE)).to.deep.equal([])
    expect(() => saveAttempt(forbidden, INVOICE, begin([]))).not.to.throw()
  })
})
