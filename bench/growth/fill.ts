import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { newId } from '../../api/src/domain/ids.ts'
import type { Progress } from '../../test/chaos/support/progress.ts'
import { copyInto } from '../indexing/copyInto.ts'

const ROWS_PER_COPY = 10_000
/** Of ten invoices, this many are the first merchant's: a list must stay quick for one that has nearly everything. */
const SHARE_OF_FIRST = 9

export interface Shelf {
  databaseUrl: string
  merchants: string[]
  /** The first merchant's; each has invoices. */
  customers: string[]
  chainId: number
  token: string
  address: string
}

const COLUMNS = [
  'id',
  'merchant_id',
  'mode',
  'number',
  'chain_id',
  'token',
  'merchant_address',
  'customer_id',
  'amount',
  'amount_paid',
  'status',
  'payment_status',
  'capture_method',
  'metadata',
  'expires_at',
  'checkout_token',
  'invoice_ref',
  'created_at',
  'finalized_at',
] as const

/** Adds invoices until there are `total`, and has Postgres count what it plans by. Answers ids of some of the first merchant's. */
export async function fillTo(
  shelf: Shelf,
  from: number,
  total: number,
  progress: Progress,
): Promise<string[]> {
  const db = new pg.Client({ connectionString: shelf.databaseUrl })
  await db.connect()
  const some: string[] = []
  try {
    progress.begin(`invoices on the way to ${total}`, total - from)
    for (let at = from; at < total; at += ROWS_PER_COPY) {
      const numbers = Array.from({ length: Math.min(ROWS_PER_COPY, total - at) }, (_, i) => at + i)
      const rows = numbers.map((number) => rowOf(shelf, number))
      await copyInto(db, `florin.invoice (${COLUMNS.join(', ')})`, rows.map(textOf))
      await copyInto(db, `florin.invoice_line (${LINE_COLUMNS})`, rows.map(lineOf))
      const first = rows.find((row) => row.merchant_id === shelf.merchants[0])
      if (first) some.push(first.id)
      for (const _ of rows) progress.step()
    }
    progress.end()
    await db.query('VACUUM ANALYZE florin.invoice, florin.invoice_line, florin.metadata_entry')
    return some
  } finally {
    await db.end()
  }
}

type Row = Record<(typeof COLUMNS)[number], string>

function rowOf(shelf: Shelf, number: number): Row {
  const isFirst = number % 10 < SHARE_OF_FIRST
  const now = new Date()
  const isOpen = number % 50 === 0
  return {
    id: newId('inv', now),
    merchant_id: pick(isFirst ? shelf.merchants.slice(0, 1) : shelf.merchants.slice(1), number),
    mode: 'test',
    number: String(number + 1),
    chain_id: String(shelf.chainId),
    token: shelf.token,
    merchant_address: shelf.address,
    customer_id: isFirst ? pick(shelf.customers, number) : '\\N',
    amount: '25000000',
    amount_paid: isOpen ? '0' : '25000000',
    status: isOpen ? 'open' : 'paid',
    payment_status: isOpen ? 'none' : 'paid',
    capture_method: 'automatic',
    metadata: JSON.stringify({ order: String(number) }),
    expires_at: new Date(now.getTime() + 86_400_000).toISOString(),
    checkout_token: randomBytes(32).toString('base64url'),
    invoice_ref: `0x${randomBytes(32).toString('hex')}`,
    created_at: now.toISOString(),
    finalized_at: now.toISOString(),
  }
}

function textOf(row: Row): string {
  return COLUMNS.map((column) => row[column]).join('\t')
}

const LINE_COLUMNS = 'invoice_id, position, description, quantity, unit_amount, amount'

/** What it asks for, in one line. */
function lineOf({ id, amount }: Row): string {
  return [id, '0', 'House blend, 1 kg', '1', amount, amount].join('\t')
}

function pick(list: readonly string[], index: number): string {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('there is nothing to pick from')
  return found
}
