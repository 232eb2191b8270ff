import type { Ctx } from '../../context.ts'
import { parseAmountUnits } from '../../domain/amount.ts'
import type { TokenInfo } from '../../domain/chain.ts'
import { DomainError } from '../../domain/errors.ts'
import { type InvoiceLine, lineOfAmount, makeLine } from '../../domain/invoiceLines.ts'

/** A line as a caller gives it. */
export interface LineInput {
  description?: string | undefined
  quantity: number
  unit_amount?: string | undefined
}

/** What a caller wants money for: lines, or an amount alone, or nothing yet. */
export interface Asked {
  amount: string | null
  lines: readonly LineInput[] | null
  description: string | null
}

/** The lines that follow from what a caller asked for. */
export async function draftLines(_ctx: Ctx, token: TokenInfo, asked: Asked): Promise<InvoiceLine[]> {
  const { amount, lines, description } = asked
  if (amount !== null && lines !== null) {
    throw new DomainError(
      'invalid_request',
      'Give amount or lines, not both: the amount is the sum of lines.',
      {
        param: 'amount',
      },
    )
  }
  if (lines !== null) return lines.map((line, index) => readLine(line, `lines.${index}`, token))
  return amount === null ? [] : [lineOfAmount(parseAmountUnits(amount, token.decimals), description)]
}

function readLine(line: LineInput, param: string, token: TokenInfo): InvoiceLine {
  if (line.unit_amount === undefined) throw missing(`${param}.unit_amount`)
  if (line.description === undefined) throw missing(`${param}.description`)
  const unitAmount = parseAmountUnits(line.unit_amount, token.decimals, `${param}.unit_amount`)
  return makeLine(line.description, line.quantity, unitAmount)
}

function missing(param: string): DomainError {
  return new DomainError(
    'invalid_request',
    `${param} is missing: a line has a description and a unit_amount.`,
    { param },
  )
}
