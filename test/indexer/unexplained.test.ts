import { describe, it } from 'node:test'
import { expect } from 'chai'
import { padHex } from 'viem'
import { IndexMismatch } from '../../indexer/src/mismatch.ts'
import { openBook } from './support/book.ts'
import { account, mined } from './support/events.ts'

const [owner, token] = [account(1), account(4)]
const cause = padHex('0x5b', { size: 32 })

const stated = { account: owner, token, cause, availableAfter: 5n, prepaidAfter: 0n, seq: 1n }
/** As a manager's hooks credit: no other event of the escrow tells why. */
const credited = mined('BalanceChanged', stated)

describe('a balance that changed without a fact', () => {
  it('stops at the next withdrawal', () => {
    const book = openBook()
    book.post(credited)
    const totals = { availableAfter: 4n, prepaidAfter: 0n, seq: 2n }
    const next = mined('Withdrawn', { account: owner, token, to: owner, amount: 1n, ...totals })
    expect(() => book.post(next)).to.throw(IndexMismatch, 'available that no fact explains is 5, expected 0')
  })

  it('stops at the next withdrawal where only the prepaid balance changed', () => {
    const book = openBook()
    book.post(credited)
    book.post(mined('Deposited', { account: owner, token, amount: 5n, toPrepaid: false, source: 0, seq: 1n }))
    book.post(mined('BalanceChanged', { ...stated, prepaidAfter: 5n, seq: 2n }, { block: 8n }))
    const totals = { availableAfter: 4n, prepaidAfter: 5n, seq: 3n }
    const next = mined('Withdrawn', { account: owner, token, to: owner, amount: 1n, ...totals })
    expect(() => book.post(next)).to.throw(IndexMismatch, 'prepaid that no fact explains is 5, expected 0')
  })

  it('stops at the next fact that moves it', () => {
    const book = openBook()
    book.post(credited)
    book.post(mined('BalanceChanged', { ...stated, availableAfter: 8n, seq: 2n }, { block: 8n }))
    const deposit = { account: owner, token, amount: 3n, toPrepaid: false, source: 0, seq: 2n }
    expect(() => book.post(mined('Deposited', deposit, { block: 8n }))).to.throw(
      IndexMismatch,
      'available of',
    )
  })
})
