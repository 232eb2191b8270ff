import { NAMELESS_LINE } from '@florin/sdk/checkout/namelessLine.ts'
import { MAX_AMOUNT_UNITS } from './amount.ts'
import { DomainError } from './errors.ts'

export const MAX_LINES = 100
export const MAX_QUANTITY = 1_000_000

/** One thing that an invoice asks money for. */
export interface InvoiceLine {
  description: string
  quantity: number
  unit_amount: bigint
  amount: bigint
  price_id: string | null
}

export function makeLine(
  description: string,
  quantity: number,
  unitAmount: bigint,
  priceId: string | null = null,
): InvoiceLine {
  return {
    description,
    quantity,
    unit_amount: unitAmount,
    amount: BigInt(quantity) * unitAmount,
    price_id: priceId,
  }
}

/** The line of an invoice that was given as an amount alone. */
export function lineOfAmount(amount: bigint, description: string | null): InvoiceLine {
  return makeLine(description?.trim() ? description : NAMELESS_LINE, 1, amount)
}

/** The amount of an invoice is the sum of its lines, and no more than a payment on chain can carry. */
export function sumLines(lines: readonly Pick<InvoiceLine, 'amount'>[]): bigint {
  const sum = lines.reduce((total, line) => total + line.amount, 0n)
  if (sum <= MAX_AMOUNT_UNITS) return sum
  throw new DomainError(
    'invalid_amount',
    `the lines add up to ${sum} base units; an invoice has at most ${MAX_AMOUNT_UNITS} (96 bits).`,
    { param: 'lines' },
  )
}
