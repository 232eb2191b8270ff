import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Owner } from '../../../../api/src/domain/caller.ts'
import { newId } from '../../../../api/src/domain/ids.ts'
import type { Db } from '../../../../api/src/store/database.ts'
import type { World } from '../../support/world.ts'

/** What stands out among the invoices of a merchant, oldest first. */
export interface Filled {
  owner: Owner
  invoices: string[]
  /** Of one invoice in every hundred, and of half of all. */
  rareCustomer: string
  usualCustomer: string
}

/** The first invoice's, and a minute per invoice from there. */
export const FIRST = Date.parse('2026-01-01T00:00:00Z')
export const STEP = 60_000

/** Which of a merchant's invoices are open; all others are paid. */
const isOpen = (index: number) => index % 500 === 7

/**
 * Invoices with a request and a payment each. Metadata: `order` is each one's own, `source` is `web` for half of them, and
 * `batch` is `old` for the ten oldest.
 */
export async function fillInvoices(world: World, owner: Owner, count: number): Promise<Filled> {
  const { db } = world
  const [rareCustomer, usualCustomer] = [await addCustomer(db, owner), await addCustomer(db, owner)]
  const rows = Array.from({ length: count }, (_, index) => {
    const at = new Date(FIRST + index * STEP)
    return {
      at,
      id: newId('inv', at),
      request: newId('preq', at),
      payment: newId('pay', at),
      hex: `0x${randomBytes(32).toString('hex')}`,
      customer: index % 100 === 3 ? rareCustomer : index % 2 === 0 ? usualCustomer : null,
      status: isOpen(index) ? 'open' : 'paid',
      metadata: {
        order: String(index),
        ...(index % 2 === 0 ? { source: 'web' } : {}),
        ...(index < 10 ? { batch: 'old' } : {}),
      },
    }
  })
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (at timestamptz, id text,
    request text, payment text, hex text, customer text, status text, metadata jsonb)`
  const { merchantId, mode } = owner
  const token = world.token.address
  await sql`INSERT INTO florin.invoice (id, merchant_id, mode, number, chain_id, token, merchant_address, amount, status,
      payment_status, capture_method, metadata, expires_at, finalized_at, checkout_token, invoice_ref, created_at, customer_id)
    SELECT id, ${merchantId}, ${mode}, row_number() OVER (ORDER BY id), 31337, ${token}, ${token}, 1, status, 'none',
      'automatic', metadata, at, at, hex, hex, at, customer FROM ${given}`.execute(db)
  await sql`INSERT INTO florin.invoice_line (invoice_id, position, description, quantity, unit_amount, amount)
    SELECT id, 0, 'House blend', 1, 25000000, 25000000 FROM ${given}`.execute(db)
  await sql`INSERT INTO florin.payment_request (id, invoice_id, merchant_id, mode, chain_id, escrow, onchain_id, payer,
      terms, authorize_by, created_at)
    SELECT request, id, ${merchantId}, ${mode}, 31337, ${token}, hex, ${token}, '{}', at, at FROM ${given}`.execute(
    db,
  )
  await sql`INSERT INTO florin.payment (id, merchant_id, mode, chain_id, onchain_id, payment_request_id, invoice_id, status,
      payer, token, terms, mode_onchain, amount, confirmations_required, tx_hash, block_number, paid_at, created_at)
    SELECT payment, ${merchantId}, ${mode}, 31337, hex, request, id,
      CASE status WHEN 'open' THEN 'pending' ELSE 'finalized' END, ${token}, ${token}, '{}', 'charge', 1, 1, hex, 1, at, at
    FROM ${given}`.execute(db)
  await sql`INSERT INTO florin.event (id, merchant_id, mode, seq, type, object_id, data, created_at)
    SELECT replace(payment, 'pay_', 'evt_'), ${merchantId}, ${mode}, row_number() OVER (ORDER BY id),
      CASE status WHEN 'open' THEN 'payment.pending' ELSE 'invoice.paid' END, id, '{}', at FROM ${given}`.execute(
    db,
  )
  return { owner, invoices: rows.map((row) => row.id), rareCustomer, usualCustomer }
}

async function addCustomer(db: Db, owner: Owner): Promise<string> {
  const now = new Date(FIRST)
  const id = newId('cus', now)
  await db
    .insertInto('customer')
    .values({ id, merchant_id: owner.merchantId, mode: owner.mode, metadata: '{}', created_at: now })
    .execute()
  return id
}
