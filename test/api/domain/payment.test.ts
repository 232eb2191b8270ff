import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { escrowStatus, foldFacts } from '../../../api/src/domain/payment.ts'

type Step = { kind: 'captured' | 'voided' | 'reclaimed' | 'refunded'; part: bigint; feePart: bigint }

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('captured', 'voided', 'reclaimed', 'refunded'),
  part: fc.bigInt(1n, 100n),
  feePart: fc.bigInt(0n, 100n),
})

/** Plays a life that the contract would allow, and returns its facts. */
function live(amount: bigint, steps: readonly Step[]) {
  const facts: { kind: 'authorized' | Step['kind']; payload: { amount: string; fee: string | null } }[] = [
    { kind: 'authorized', payload: { amount: amount.toString(), fee: null } },
  ]
  let [capturable, refundable] = [amount, 0n]
  for (const { kind, part, feePart } of steps) {
    const from = kind === 'refunded' ? refundable : capturable
    const moved = kind === 'captured' || kind === 'refunded' ? (from * part) / 100n : from
    if (moved === 0n) continue
    const fee = kind === 'captured' ? (moved * feePart) / 100n : 0n
    if (kind === 'refunded') refundable -= moved
    else capturable -= moved
    if (kind === 'captured') refundable += moved - fee
    facts.push({ kind, payload: { amount: moved.toString(), fee: fee.toString() } })
  }
  return { facts, capturable, refundable }
}

describe('the totals of a payment', () => {
  it('leave out what stands on money that was taken back, until it has come again', () => {
    const charged = { kind: 'charged', payload: { amount: '10', fee: '1' } } as const
    const refunded = { kind: 'refunded', payload: { amount: '4', fee: null } } as const
    expect(foldFacts([refunded])).to.include({ captured: 0n, refunded: 0n, refundable: 0n })
    for (const facts of [
      [charged, refunded],
      [refunded, charged],
    ])
      expect(foldFacts(facts)).to.include({ captured: 10n, refunded: 4n, refundable: 5n })
  })

  it('are those of the contract after any allowed life', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 2n ** 96n - 1n), fc.array(step, { maxLength: 12 }), (amount, steps) => {
        const { facts, capturable, refundable } = live(amount, steps)
        const totals = foldFacts(facts)
        expect(totals.capturable).to.equal(capturable)
        expect(totals.refundable).to.equal(refundable)
        expect(totals.captured + totals.returned + totals.capturable).to.equal(amount)
        expect(totals.refunded + totals.refundable).to.equal(totals.captured - totals.fees)
      }),
    )
  })

  it('say in one word where the money is', () => {
    expect(escrowStatus({ captured: 0n, capturable: 5n })).to.equal('authorized')
    expect(escrowStatus({ captured: 2n, capturable: 3n })).to.equal('partially_captured')
    expect(escrowStatus({ captured: 5n, capturable: 0n })).to.equal('captured')
    expect(escrowStatus({ captured: 0n, capturable: 0n })).to.equal('returned')
  })
})
