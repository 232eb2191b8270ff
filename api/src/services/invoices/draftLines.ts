import type { Ctx } from '../../context.ts'
import { shownAddress } from '../../domain/address.ts'
import { parseAmountUnits } from '../../domain/amount.ts'
import type { Owner } from '../../domain/caller.ts'
import type { ChainInfo, TokenInfo } from '../../domain/chain.ts'
import { DomainError } from '../../domain/errors.ts'
import { type InvoiceLine, lineOfAmount, makeLine } from '../../domain/invoiceLines.ts'
import type { Billable } from '../../store/billables.ts'
import { offeredPrice, type Prices, readPrices } from './prices.ts'

/** A line as a caller gives it. */
export interface LineInput {
  description?: string | undefined
  quantity: number
  unit_amount?: string | undefined
  /** Id of a price, which has a unit amount and a product's name. */
  price?: string | undefined
}

/** What a caller wants money for: lines, or an amount alone, or nothing yet. */
export interface Asked {
  amount: string | null
  lines: readonly LineInput[] | null
  description: string | null
}

/** The token that an invoice is paid in, and its chain. */
interface Place {
  chain: ChainInfo
  token: TokenInfo
}

/** The lines that follow from what a caller asked for. */
export async function draftLines(ctx: Ctx, owner: Owner, place: Place, asked: Asked): Promise<InvoiceLine[]> {
  const { amount, lines, description } = asked
  if (amount !== null && lines !== null) {
    throw new DomainError(
      'invalid_request',
      'Give amount or lines, not both: the amount is the sum of lines.',
      { param: 'amount' },
    )
  }
  if (amount !== null) return [lineOfAmount(parseAmountUnits(amount, place.token.decimals), description)]
  const given = lines ?? []
  const prices = await readPrices(
    ctx,
    owner,
    given.flatMap(({ price }) => price ?? []),
  )
  return given.map((line, index) => readLine(prices, place, line, `lines.${index}`))
}

function readLine(prices: Prices, place: Place, line: LineInput, param: string): InvoiceLine {
  const { description, quantity, unit_amount, price } = line
  if (price !== undefined) {
    if (unit_amount !== undefined) throw wrongLine(`${param}.unit_amount`, 'stands in the price')
    const { product_name, unit_amount: units } = requireInToken(
      offeredPrice(prices, price, `${param}.price`),
      place,
      `${param}.price`,
    )
    return makeLine(description ?? product_name, quantity, units, price)
  }
  if (unit_amount === undefined) throw wrongLine(`${param}.unit_amount`, 'is missing')
  if (description === undefined) throw wrongLine(`${param}.description`, 'is missing')
  const units = parseAmountUnits(unit_amount, place.token.decimals, `${param}.unit_amount`)
  return makeLine(description, quantity, units)
}

/** An invoice is paid in one token, in which all its prices have to be. */
function requireInToken(price: Billable, { chain, token }: Place, param: string): Billable {
  if (price.chain_id === BigInt(chain.chainId) && price.token === token.address) return price
  throw new DomainError(
    'invalid_request',
    `${price.price_id} is in ${shownAddress(price.token)} on eip155:${price.chain_id}, the invoice in ${shownAddress(token.address)} on eip155:${chain.chainId}.`,
    { param },
  )
}

function wrongLine(param: string, what: string): DomainError {
  return new DomainError(
    'invalid_request',
    `${param} ${what}: a line has a description and a unit_amount, or a price.`,
    { param },
  )
}
