import { type Selectable, sql } from 'kysely'
import type { Database, Db } from './database.ts'

type RelayRow = Selectable<Database['relay']>

/** A relay of one of an invoice's payments, or of what takes a request for one back. */
export type InvoiceRelay = Pick<
  RelayRow,
  | 'id'
  | 'kind'
  | 'status'
  | 'contract'
  | 'signer'
  | 'nonce'
  | 'amount'
  | 'error_reason'
  | 'gas_limit'
  | 'payment_request_id'
> & {
  /** It brings money that posting has not seen: it is under way, or was confirmed a moment ago. */
  is_unposted: boolean
  /** Our nonces that were taken for it, and so transactions that others may have seen. */
  attempts: number
  /** Those whose transactions were reverted in blocks. */
  reverts: number
}

/** Every relay of an invoice, the oldest first. */
export async function listByInvoice(db: Db, invoiceId: string): Promise<InvoiceRelay[]> {
  const { rows } = await sql<InvoiceRelay>`
    SELECT relay.id, relay.kind, relay.status, relay.contract, relay.signer, relay.nonce, relay.amount,
      relay.error_reason, relay.gas_limit, relay.payment_request_id, ${isUnposted} AS is_unposted,
      sent.attempts, sent.reverts
    FROM florin.payment_request AS request
    JOIN florin.relay AS relay ON relay.payment_request_id = request.id
    CROSS JOIN LATERAL (
      SELECT count(*)::integer AS attempts, (count(*) FILTER (WHERE nonce.succeeded = false))::integer AS reverts
      FROM florin.signer_nonce AS nonce WHERE nonce.relay_id = relay.id
    ) AS sent
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
