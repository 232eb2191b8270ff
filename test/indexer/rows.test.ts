import { describe, it } from 'node:test'
import { expect } from 'chai'
import { IndexMismatch } from '../../indexer/src/mismatch.ts'
import { authorized } from '../../indexer/src/rows/authorized.ts'
import { balanceTransferred, deposited, prepaidMoved } from '../../indexer/src/rows/balanceEvent.ts'
import { burned } from '../../indexer/src/rows/burned.ts'
import { captured } from '../../indexer/src/rows/captured.ts'
import { charged } from '../../indexer/src/rows/charged.ts'
import { refunded } from '../../indexer/src/rows/refunded.ts'
import { reclaimed, voided } from '../../indexer/src/rows/returned.ts'
import { withdrawn } from '../../indexer/src/rows/withdrawn.ts'
import { account, CHAIN_ID, ESCROW, mined } from './support/events.ts'
import { abiTermsOf, idOf } from './support/terms.ts'

const terms = abiTermsOf()
const id = idOf(terms)
const { payer, merchant, token, invoiceRef, feeRecipient } = terms

const openedWith = { id, merchant, invoiceRef, terms, source: 2 }
const authorizedEvent = mined('Authorized', { ...openedWith, capturableAfter: 1_000n, refundableAfter: 0n })
const opened = authorized(CHAIN_ID, authorizedEvent.event, null)

const capture = { id, merchant, token, amount: 400n, fee: 4n, feeRecipient, seq: 1n }
const capturedEvent = mined(
  'Captured',
  { ...capture, capturableAfter: 600n, refundableAfter: 396n },
  { block: 8n },
)
const partly = captured(CHAIN_ID, capturedEvent.event, opened.payment)

describe('authorized', () => {
  it('opens the payment with its terms and where it was mined', () => {
    const { block, transaction, log } = authorizedEvent.event
    expect(opened.payment).to.include({
      chainId: CHAIN_ID,
      id,
      escrow: ESCROW.toLowerCase(),
      invoiceRef,
      payer,
      merchant,
      mode: 'escrow',
      source: 'erc3009',
      captureBy: 1_800_000_100n,
      authorized: 1_000n,
      captured: 0n,
      capturable: 1_000n,
      refundable: 0n,
      status: 'authorized',
      blockNumber: block.number,
      blockHash: block.hash,
      txHash: transaction.hash,
      logIndex: log.logIndex,
    })
    expect(opened.paymentEvent).to.include({ kind: 'authorized', amount: 1_000n, fee: 0n, source: 'erc3009' })
    expect(opened.paymentEvent).to.include({ recipient: null, credited: null, seq: null, feeRecipient: null })
    expect(
      opened.entries.map(({ position, accountKind, amount }) => [position, accountKind, amount]),
    ).to.deep.equal([
      [0, 'external', -1_000n],
      [1, 'escrow', 1_000n],
    ])
  })

  it('gives the fact an identity that does not change where it is mined', () => {
    const again = { ...authorizedEvent.event, block: { number: 99n, hash: id, timestamp: 1n } }
    const moved = authorized(CHAIN_ID, again, null)
    expect(moved.paymentEvent.identity).to.equal(opened.paymentEvent.identity)
    expect(moved.paymentEvent.blockHash).to.equal(id)
    expect(authorized(CHAIN_ID + 1, again, null).paymentEvent.identity).to.not.equal(
      opened.paymentEvent.identity,
    )
  })

  it('gives the same identity to a log from history, whose missing topics are null', () => {
    const { event } = authorizedEvent
    const stored = { ...event, log: { ...event.log, topics: [...event.log.topics, null, null] } }
    expect(authorized(CHAIN_ID, stored, null).paymentEvent.identity).to.equal(opened.paymentEvent.identity)
  })

  it('writes addresses in lower case', () => {
    const shouting = abiTermsOf({ payer: '0x00000000000000000000000000000000000ABCDE' })
    const event = mined('Authorized', {
      ...openedWith,
      terms: shouting,
      capturableAfter: 1_000n,
      refundableAfter: 0n,
    })
    const rows = authorized(CHAIN_ID, event.event, null)
    const lower = '0x00000000000000000000000000000000000abcde'
    expect([rows.payment.payer, rows.paymentEvent.payer, rows.entries[0]?.account]).to.deep.equal([
      lower,
      lower,
      lower,
    ])
  })

  it('stops at a payment id that is already known', () => {
    expect(() => authorized(CHAIN_ID, authorizedEvent.event, opened.payment)).to.throw(
      IndexMismatch,
      'already known',
    )
  })

  it('stops at a source it does not know', () => {
    const event = mined('Authorized', {
      ...openedWith,
      source: 9,
      capturableAfter: 1_000n,
      refundableAfter: 0n,
    })
    expect(() => authorized(CHAIN_ID, event.event, null)).to.throw('source is 9, expected 0 to 5')
  })
})

describe('charged', () => {
  it('opens the payment as captured', () => {
    const after = { fee: 10n, capturableAfter: 0n, refundableAfter: 990n, seq: 3n }
    const event = mined('Charged', { ...openedWith, terms: { ...terms, mode: 1 }, source: 0, ...after })
    const rows = charged(CHAIN_ID, event.event, null)
    expect(rows.payment).to.include({ mode: 'charge', source: 'allowance', status: 'captured' })
    expect(rows.payment).to.include({ authorized: 1_000n, captured: 1_000n, fees: 10n, refundable: 990n })
    expect(rows.paymentEvent).to.include({ kind: 'charged', fee: 10n, feeRecipient, seq: 3n })
  })
})

describe('captured', () => {
  it('raises what was captured and lowers what can be', () => {
    expect(partly.payment).to.include({ captured: 400n, fees: 4n, capturable: 600n, refundable: 396n })
    expect(partly.payment.status).to.equal('partially_captured')
    expect(partly.payment.blockNumber, 'the payment stays where it entered the chain').to.equal(7n)
    expect(partly.paymentEvent).to.include({
      kind: 'captured',
      amount: 400n,
      fee: 4n,
      blockNumber: 8n,
      payer,
    })
  })

  it('stops at a total that differs from ours, and names the event, the total and both values', () => {
    const wrong = mined(
      'Captured',
      { ...capture, capturableAfter: 601n, refundableAfter: 396n },
      { logIndex: 5 },
    )
    const { transaction } = wrong.event
    expect(() => captured(CHAIN_ID, wrong.event, opened.payment)).to.throw(
      IndexMismatch,
      `Captured on chain ${CHAIN_ID}, block 7, transaction ${transaction.hash}, log index 5: capturableAfter is 601, expected 600`,
    )
  })

  it('stops at a payment nobody authorized', () => {
    expect(() => captured(CHAIN_ID, capturedEvent.event, null)).to.throw(IndexMismatch, 'is unknown')
  })

  it('stops at another token or merchant than the terms name', () => {
    const after = { capturableAfter: 600n, refundableAfter: 396n }
    const token = mined('Captured', { ...capture, ...after, token: account(9) })
    const merchant = mined('Captured', { ...capture, ...after, merchant: account(9) })
    expect(() => captured(CHAIN_ID, token.event, opened.payment)).to.throw(IndexMismatch, 'token')
    expect(() => captured(CHAIN_ID, merchant.event, opened.payment)).to.throw(IndexMismatch, 'merchant')
  })
})

describe('voided and reclaimed', () => {
  const back = { id, credited: false, capturableAfter: 0n }

  it('end an uncaptured payment under their own names', () => {
    const args = { ...back, amount: 1_000n, refundableAfter: 0n }
    const one = voided(CHAIN_ID, mined('Voided', args).event, opened.payment)
    const other = reclaimed(CHAIN_ID, mined('Reclaimed', args).event, opened.payment)
    expect(one.payment).to.include({ status: 'voided', voided: 1_000n, reclaimed: 0n, capturable: 0n })
    expect(other.payment).to.include({ status: 'reclaimed', voided: 0n, reclaimed: 1_000n, capturable: 0n })
    expect(one.paymentEvent).to.include({ kind: 'voided', recipient: payer, credited: false })
  })

  it('leave a partly captured payment captured', () => {
    const event = mined('Voided', { ...back, amount: 600n, refundableAfter: 396n })
    expect(voided(CHAIN_ID, event.event, partly.payment).payment.status).to.equal('captured')
  })

  it('stop at less than the whole rest', () => {
    const event = mined('Voided', { ...back, amount: 599n, refundableAfter: 396n })
    expect(() => voided(CHAIN_ID, event.event, partly.payment)).to.throw(
      IndexMismatch,
      'amount is 599, expected 600',
    )
  })
})

describe('refunded', () => {
  const whole = voided(
    CHAIN_ID,
    mined('Voided', {
      id,
      credited: false,
      capturableAfter: 0n,
      amount: 600n,
      refundableAfter: 396n,
    }).event,
    partly.payment,
  )
  const back = { id, source: 1, credited: false, capturableAfter: 0n, seq: 2n }

  it('keeps the payment captured until all is given back', () => {
    const some = mined('Refunded', { ...back, amount: 96n, refundableAfter: 300n })
    const rest = mined('Refunded', { ...back, amount: 300n, refundableAfter: 0n, seq: 3n })
    const once = refunded(CHAIN_ID, some.event, whole.payment)
    const twice = refunded(CHAIN_ID, rest.event, once.payment)
    expect(once.payment).to.include({ status: 'captured', refunded: 96n, refundable: 300n })
    expect(twice.payment).to.include({ status: 'refunded', refunded: 396n, refundable: 0n })
    expect(twice.paymentEvent).to.include({
      kind: 'refunded',
      source: 'available',
      recipient: payer,
      seq: 3n,
    })
  })
})

describe('withdrawn', () => {
  it('records who took how much to where', () => {
    const totals = { availableAfter: 1n, prepaidAfter: 0n, seq: 4n }
    const event = mined('Withdrawn', { account: merchant, token, to: payer, amount: 9n, ...totals })
    const { withdrawal, entries } = withdrawn(CHAIN_ID, event.event)
    expect(withdrawal).to.include({
      account: merchant,
      token,
      recipient: payer,
      amount: 9n,
      seq: 4n,
      blockNumber: 7n,
    })
    expect(entries.map(({ identity }) => identity)).to.deep.equal([withdrawal.identity, withdrawal.identity])
  })
})

describe('what an account does with its own balance', () => {
  const own = { account: merchant, token, amount: 9n, seq: 4n }
  const legsOf = (rows: ReturnType<typeof deposited>) =>
    rows.entries.map(({ accountKind, account, amount }) => [accountKind, account, amount])

  it('records a deposit, and where it came from', () => {
    const event = mined('Deposited', { ...own, toPrepaid: false, source: 5 })
    const rows = deposited(CHAIN_ID, event.event)
    expect(rows.balanceEvent).to.include({ ...own, kind: 'deposited', toPrepaid: false, source: 'native' })
    expect(rows.balanceEvent).to.include({ recipient: null, ref: null, blockNumber: 7n })
    expect(legsOf(rows)).to.deep.equal([
      ['external', merchant, -9n],
      ['available', merchant, 9n],
    ])
    expect(rows.entries[0]?.identity).to.equal(rows.balanceEvent.identity)
  })

  it('records a move to the prepaid balance and back', () => {
    const there = prepaidMoved(CHAIN_ID, mined('PrepaidMoved', { ...own, toPrepaid: true }).event)
    const back = prepaidMoved(CHAIN_ID, mined('PrepaidMoved', { ...own, toPrepaid: false, seq: 5n }).event)
    expect(there.balanceEvent).to.include({ kind: 'prepaid_moved', toPrepaid: true, source: null, seq: 4n })
    expect(legsOf(there)).to.deep.equal([
      ['available', merchant, -9n],
      ['prepaid', merchant, 9n],
    ])
    expect(legsOf(back)).to.deep.equal([
      ['available', merchant, 9n],
      ['prepaid', merchant, -9n],
    ])
  })

  it('records who gave how much to whom, and why', () => {
    const given = { from: merchant, to: payer, token, amount: 9n, ref: invoiceRef, seq: 4n }
    const rows = balanceTransferred(CHAIN_ID, mined('BalanceTransferred', given).event)
    expect(rows.balanceEvent).to.include({
      kind: 'transferred',
      account: merchant,
      recipient: payer,
      seq: 4n,
    })
    expect(rows.balanceEvent).to.include({ ref: invoiceRef, toPrepaid: null, source: null })
    expect(legsOf(rows)).to.deep.equal([
      ['available', merchant, -9n],
      ['available', payer, 9n],
    ])
  })
})

describe('burned', () => {
  const event = mined('Burned', { id, payer })

  it('records who made the id unusable, and where', () => {
    expect(burned(CHAIN_ID, event.event, null)).to.include({
      id,
      payer,
      contract: ESCROW.toLowerCase(),
      blockNumber: 7n,
    })
  })

  it('stops at an id that has a payment', () => {
    expect(() => burned(CHAIN_ID, event.event, opened.payment)).to.throw(IndexMismatch, 'already known')
  })
})
