import { type Selectable, sql } from 'kysely'
import type { Database, Db } from './database.ts'

type RelayRow = Selectable<Database['relay']>

/** A relay of one of an invoice's payments, or of what takes a request for one back. */
export type InvoiceRelay = Pick<
  RelayRow,
  'id' | 'status' | 'contract' | 'signer' | 'nonce' | 'amount' | 'error_reason'
> & {
  /** It brings money that posting has not seen: it is under way, or was confirmed a moment ago. */
  is_unposted: boolean
  /** Our transactions for it that were reverted in blocks. */
  reverts: number
}

/** Every relay of an invoice, the oldest first. */
export async function listByInvoice(db: Db, invoiceId: string): Promise<InvoiceRelay[]> {
  const { rows } = await sql<InvoiceRelay>`
    SELECT relay.id, relay.status, relay.contract, relay.signer, relay.nonce, relay.amount, relay.error_reason,
      ${isUnposted} AS is_unposted, (
        SELECT count(*)::integer FROM florin.signer_nonce AS nonce
        WHERE nonce.relay_id = relay.id AND nonce.succeeded = false) AS reverts
    FROM florin.payment_request AS request
    JOIN florin.relay AS relay ON relay.payment_request_id = request.id
    WHERE request.invoice_id = ${invoiceId}
    ORDER BY relay.id`.execute(db)
  return rows
}

/** A relay that is about to pay an invoice. */
export async function findUnposted(db: Db, invoiceId: string): Promise<{ id: string } | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT relay.id FROM florin.payment_request AS request
    JOIN florin.relay AS relay ON relay.payment_request_id = request.id
    WHERE request.invoice_id = ${invoiceId} AND ${isUnposted}
    ORDER BY relay.id LIMIT 1`.execute(db)
  return rows[0]
}

/**
 * A burn is about the same request, and brings nothing. What a reorganisation removed may be mined again as long as its relay
 * lives.
 */
const isUnposted = sql<boolean>`(
  relay.status IN ('accepted', 'submitted', 'mined', 'confirmed') AND relay.kind <> 'burn' AND NOT EXISTS (
    SELECT FROM florin.payment AS payment
    WHERE payment.chain_id = relay.chain_id AND payment.onchain_id = relay.onchain_id
      AND (payment.status <> 'reverted' OR relay.status = 'confirmed')))`
