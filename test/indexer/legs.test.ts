import { describe, it } from 'node:test'
import { sources } from '@florin/sdk/escrow/terms.ts'
import { chargeSources } from '@florin/sdk/subscriptions/state.ts'
import { expect } from 'chai'
import fc from 'fast-check'
import { keccak256, toHex } from 'viem'
import { legs, type Movement } from '../../indexer/src/legs.ts'
import { testRandom } from '../support/random.ts'
import { account } from './support/events.ts'

const { seed } = testRandom()

const address = fc.nat(5).map(account)
const paymentId = fc.nat(5).map((number) => keccak256(toHex(number)))
const source = fc.constantFrom(...sources)
const amount = fc.bigInt({ min: 1n, max: 2n ** 96n - 1n })
const given = { to: address, amount, credited: fc.boolean() }
const split = fc.tuple(amount, fc.nat(10_000)).map(([whole, bps]) => ({
  amount: whole,
  fee: (whole * BigInt(bps)) / 10_000n,
}))

const movement: fc.Arbitrary<Movement> = fc.oneof(
  fc.record({ kind: fc.constant('authorized'), paymentId, payer: address, amount, source }),
  fc
    .record({ payer: address, merchant: address, feeRecipient: address, source, split })
    .map(({ split, ...parties }) => ({ kind: 'charged' as const, ...parties, ...split })),
  fc
    .record({ paymentId, merchant: address, feeRecipient: address, split })
    .map(({ split, ...parties }) => ({ kind: 'captured' as const, ...parties, ...split })),
  fc
    .record({
      kind: fc.constantFrom('subscription_charged' as const, 'usage_charged' as const),
      subscriber: address,
      merchant: address,
      feeRecipient: address,
      source: fc.constantFrom(...chargeSources),
      split,
    })
    .map(({ split, ...parties }) => ({ ...parties, ...split })),
  fc.record({ kind: fc.constantFrom('voided', 'reclaimed'), paymentId, ...given }),
  fc.record({ kind: fc.constant('refunded'), merchant: address, source, ...given }),
  fc.record({ kind: fc.constantFrom('withdrawn', 'transferred'), account: address, to: address, amount }),
  fc.record({
    kind: fc.constantFrom('deposited', 'prepaid_moved'),
    account: address,
    amount,
    toPrepaid: fc.boolean(),
  }),
)

const [payer, merchant, feeRecipient] = [account(1), account(2), account(3)]
const id = keccak256(toHex(1))
const leg = (accountKind: string, account: string, amount: bigint) => ({ accountKind, account, amount })

describe('legs', () => {
  it('sum to zero and leave nothing of zero', () => {
    fc.assert(
      fc.property(movement, (moved) => {
        const made = legs(moved)
        expect(made.reduce((total, { amount }) => total + amount, 0n)).to.equal(0n)
        expect(made.every(({ amount }) => amount !== 0n)).to.equal(true)
        expect(made.length).to.be.greaterThan(1)
      }),
      { seed, numRuns: 1_000 },
    )
  })

  it('take authorized money from the wallet, or from the balance where that is the source', () => {
    const authorized = { kind: 'authorized', paymentId: id, payer, amount: 10n } as const
    const held = leg('escrow', id, 10n)
    for (const source of sources.filter((name) => name !== 'available'))
      expect(legs({ ...authorized, source }), source).to.deep.equal([leg('external', payer, -10n), held])
    expect(legs({ ...authorized, source: 'available' })).to.deep.equal([leg('available', payer, -10n), held])
  })

  it('credit merchant and fee recipient with what was charged', () => {
    const charged = {
      kind: 'charged',
      payer,
      merchant,
      feeRecipient,
      amount: 10n,
      source: 'erc3009',
    } as const
    expect(legs({ ...charged, fee: 1n })).to.deep.equal([
      leg('external', payer, -10n),
      leg('available', merchant, 9n),
      leg('available', feeRecipient, 1n),
    ])
    expect(legs({ ...charged, fee: 0n })).to.have.lengthOf(2)
  })

  it('credit merchant and fee recipient with what was captured', () => {
    const captured = {
      kind: 'captured',
      paymentId: id,
      merchant,
      feeRecipient,
      amount: 10n,
      fee: 1n,
    } as const
    expect(legs(captured)).to.deep.equal([
      leg('escrow', id, -10n),
      leg('available', merchant, 9n),
      leg('available', feeRecipient, 1n),
    ])
  })

  it('give the rest back to the wallet, or to the balance where the push failed', () => {
    const voided = { kind: 'voided', paymentId: id, to: payer, amount: 4n } as const
    const rest = leg('escrow', id, -4n)
    expect(legs({ ...voided, credited: false })).to.deep.equal([rest, leg('external', payer, 4n)])
    expect(legs({ ...voided, kind: 'reclaimed', credited: true })).to.deep.equal([
      rest,
      leg('available', payer, 4n),
    ])
  })

  it('take a refund from the merchant’s balance, or from its wallet', () => {
    const refunded = { kind: 'refunded', merchant, to: payer, amount: 4n, credited: false } as const
    const back = leg('external', payer, 4n)
    expect(legs({ ...refunded, source: 'available' })).to.deep.equal([leg('available', merchant, -4n), back])
    expect(legs({ ...refunded, source: 'allowance' })).to.deep.equal([leg('external', merchant, -4n), back])
  })

  it('bring a deposit from the wallet into the balance that was named', () => {
    const deposited = { kind: 'deposited', account: payer, amount: 4n } as const
    const from = leg('external', payer, -4n)
    expect(legs({ ...deposited, toPrepaid: false })).to.deep.equal([from, leg('available', payer, 4n)])
    expect(legs({ ...deposited, toPrepaid: true })).to.deep.equal([from, leg('prepaid', payer, 4n)])
  })

  it('move money within an account, and between the available balances of two', () => {
    const moved = { kind: 'prepaid_moved', account: payer, amount: 4n } as const
    expect(legs({ ...moved, toPrepaid: true })).to.deep.equal([
      leg('available', payer, -4n),
      leg('prepaid', payer, 4n),
    ])
    expect(legs({ ...moved, toPrepaid: false })).to.deep.equal([
      leg('available', payer, 4n),
      leg('prepaid', payer, -4n),
    ])
    expect(legs({ kind: 'transferred', account: payer, to: merchant, amount: 4n })).to.deep.equal([
      leg('available', payer, -4n),
      leg('available', merchant, 4n),
    ])
  })

  it('take a charge from the prepaid balance where that is the source, else from the wallet', () => {
    const charge = { kind: 'subscription_charged', subscriber: payer, merchant, feeRecipient } as const
    const money = { amount: 10n, fee: 1n }
    const earned = [leg('available', merchant, 9n), leg('available', feeRecipient, 1n)]
    expect(legs({ ...charge, ...money, source: 'prepaid' })).to.deep.equal([
      leg('prepaid', payer, -10n),
      ...earned,
    ])
    expect(legs({ ...charge, ...money, kind: 'usage_charged', source: 'allowance' })).to.deep.equal([
      leg('external', payer, -10n),
      ...earned,
    ])
    expect(legs({ ...charge, amount: 0n, fee: 0n, source: 'nothing' })).to.deep.equal([])
  })

  it('move a withdrawal from the balance to the receiver', () => {
    expect(legs({ kind: 'withdrawn', account: merchant, to: payer, amount: 4n })).to.deep.equal([
      leg('available', merchant, -4n),
      leg('external', payer, 4n),
    ])
  })
})
