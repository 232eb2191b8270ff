import { DomainError } from './errors.ts'

/** The contract keeps amounts in 96 bits. */
export const MAX_AMOUNT_UNITS = 2n ** 96n - 1n

/**
 * Reads an amount of base units from a caller's text. Everything but plain digits is refused with a hint of what was
 * probably meant, because a guess about money is never made for somebody else.
 */
export function parseAmountUnits(text: string, decimals: number, param = 'amount'): bigint {
  if (!/^\d+$/.test(text)) throw invalidAmount(param, explain(text, decimals))
  if (text.length > 1 && text.startsWith('0')) {
    throw invalidAmount(param, `must have no leading zeros; did you mean ${BigInt(text)}?`)
  }
  const units = text.length > 78 ? MAX_AMOUNT_UNITS + 1n : BigInt(text)
  if (units === 0n) throw invalidAmount(param, 'must be greater than zero')
  if (units > MAX_AMOUNT_UNITS) {
    throw invalidAmount(param, `must be at most ${MAX_AMOUNT_UNITS} base units (96 bits)`)
  }
  return units
}

function invalidAmount(param: string, message: string): DomainError {
  return new DomainError('invalid_amount', `${param} ${message}.`.replace('?.', '?'), { param })
}

function explain(text: string, decimals: number): string {
  const decimal = /^(\d{1,60})\.(\d+)$/.exec(text)
  if (decimal) return explainDecimal(decimal[1] ?? '', decimal[2] ?? '', decimals)
  if (/^-/.test(text)) return 'must be greater than zero; amounts are base units without a sign'
  if (/^0x[0-9a-f]{1,64}$/i.test(text)) return `must be decimal digits; did you mean ${BigInt(text)}?`
  const exponent = /^(\d{1,30})e\+?(\d{1,2})$/i.exec(text)
  if (exponent) {
    return `must be plain digits; did you mean ${BigInt(exponent[1] ?? '0') * 10n ** BigInt(exponent[2] ?? '0')}?`
  }
  return 'must be base units in decimal digits, such as "10000000"'
}

function explainDecimal(whole: string, fraction: string, decimals: number): string {
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > decimals) {
    return `is in base units, and this token has ${decimals} decimals, so ${whole}.${fraction} is not payable`
  }
  return `is in base units; did you mean ${BigInt(whole + significant.padEnd(decimals, '0'))}?`
}
