import { sql } from 'kysely'
import type { InvoiceLine } from '../domain/invoiceLines.ts'
import type { Db } from './database.ts'

export async function insert(tx: Db, invoiceId: string, lines: readonly InvoiceLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('invoice_line')
    .values(lines.map((line, position) => ({ invoice_id: invoiceId, position, ...line })))
    .execute()
}

export async function deleteByInvoice(tx: Db, invoiceId: string): Promise<void> {
  await tx.deleteFrom('invoice_line').where('invoice_id', '=', invoiceId).execute()
}

/** A line as the database writes it into JSON; amounts are text, so that no digit is lost. */
export interface LineJson {
  description: string
  quantity: number
  unit_amount: string
  amount: string
  price_id: string | null
}

/** The lines of each invoice that a query reads, as one more column of it. */
export const linesOfInvoice = sql<LineJson[]>`(
  SELECT coalesce(json_agg(json_build_object('description', line.description, 'quantity', line.quantity,
    'unit_amount', line.unit_amount::text, 'amount', line.amount::text, 'price_id', line.price_id)
    ORDER BY line.position), '[]')
  FROM florin.invoice_line line WHERE line.invoice_id = invoice.id)`.as('lines')

export function readLines(lines: readonly LineJson[]): InvoiceLine[] {
  return lines.map((line) => ({
    ...line,
    unit_amount: BigInt(line.unit_amount),
    amount: BigInt(line.amount),
  }))
}
