import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { parseAmountUnits } from '../../../api/src/domain/amount.ts'
import { DomainError } from '../../../api/src/domain/errors.ts'

const MAX = 2n ** 96n - 1n

function refusal(text: string, decimals = 6): DomainError {
  try {
    parseAmountUnits(text, decimals)
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
  throw new Error(`${text} was accepted`)
}

describe('parseAmountUnits', () => {
  it('reads every amount that the contract can hold, exactly', () => {
    fc.assert(fc.property(fc.bigInt(1n, MAX), (units) => parseAmountUnits(units.toString(), 6) === units))
  })

  it('refuses everything else with invalid_amount and the field', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^[1-9]\d{0,28}$/.test(text))
        const { code, details } = refusal(text)
        return code === 'invalid_amount' && details.param === 'amount'
      }),
    )
    expect(refusal((MAX + 1n).toString()).code).to.equal('invalid_amount')
    expect(refusal('9'.repeat(10_000)).code).to.equal('invalid_amount')
  })

  it('suggests the base units that a decimal amount would be, and they are right', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, MAX), fc.integer({ min: 1, max: 18 }), (units, decimals) => {
        const digits = units.toString().padStart(decimals + 1, '0')
        const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
        return refusal(text, decimals).message.includes(`did you mean ${units}?`)
      }),
    )
  })
})
