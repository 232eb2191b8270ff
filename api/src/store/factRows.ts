import { type RawBuilder, sql } from 'kysely'
import type { FactKind } from '../domain/fact.ts'

/** Every kind of fact above `block` in one shape, as the indexer's views show it. */
export function factRows(schema: string, chainId: bigint, block: bigint): RawBuilder<unknown> {
  return sql`
    SELECT event.identity, event.kind, event.contract, event.payment_id, event.merchant AS account,
      json_build_object(
        'token', event.token, 'payer', event.payer, 'amount', event.amount::text, 'fee', event.fee::text,
        'recipient', event.recipient, 'capturable_after', event.capturable_after::text,
        'refundable_after', event.refundable_after::text,
        'terms', CASE WHEN event.kind IN ('authorized', 'charged') THEN ${termsObject()} END) AS payload,
      event.block_number, event.block_hash, to_timestamp(event.timestamp) AS block_time,
      event.tx_hash, event.log_index
    FROM ${sql.id(schema, 'payment_event')} event
    LEFT JOIN ${sql.id(schema, 'payment')} payment
      ON payment.chain_id = event.chain_id AND payment.id = event.payment_id
    WHERE event.chain_id = ${chainId} AND event.block_number > ${block}
    UNION ALL
    SELECT identity, 'withdrawn', contract, NULL, account,
      json_build_object(
        'token', token, 'payer', NULL, 'amount', amount::text, 'fee', NULL, 'recipient', recipient,
        'capturable_after', NULL, 'refundable_after', NULL, 'terms', NULL),
      block_number, block_hash, to_timestamp(timestamp), tx_hash, log_index
    FROM ${sql.id(schema, 'withdrawal')}
    WHERE chain_id = ${chainId} AND block_number > ${block}
    UNION ALL
    SELECT identity, kind, contract, NULL, account,
      json_build_object(
        'token', token, 'payer', NULL, 'amount', amount::text, 'fee', NULL, 'recipient', recipient,
        'to_prepaid', to_prepaid, 'ref', ref,
        'capturable_after', NULL, 'refundable_after', NULL, 'terms', NULL),
      block_number, block_hash, to_timestamp(timestamp), tx_hash, log_index
    FROM ${sql.id(schema, 'balance_event')}
    WHERE chain_id = ${chainId} AND block_number > ${block}
    UNION ALL ${chargeRows(schema, 'subscription_charge', 'subscription_charged', chainId, block)}
    UNION ALL ${chargeRows(schema, 'usage_charge', 'usage_charged', chainId, block)}`
}

/** What subscribers were charged. A period that costs nothing moves nothing, and so is no fact of the books. */
function chargeRows(
  schema: string,
  table: 'subscription_charge' | 'usage_charge',
  kind: FactKind,
  chainId: bigint,
  block: bigint,
): RawBuilder<unknown> {
  return sql`
    SELECT identity, ${kind}::text, contract, NULL, merchant,
      json_build_object(
        'token', token, 'payer', subscriber, 'amount', amount::text, 'fee', fee::text, 'recipient', NULL,
        'subscription_id', subscription_id, 'period', period::text,
        'capturable_after', NULL, 'refundable_after', NULL, 'terms', NULL),
      block_number, block_hash, to_timestamp(timestamp), tx_hash, log_index
    FROM ${sql.id(schema, table)}
    WHERE chain_id = ${chainId} AND block_number > ${block} AND amount > 0`
}

function termsObject(): RawBuilder<unknown> {
  return sql`json_build_object(
    'payer', payment.payer, 'merchant', payment.merchant, 'operator', payment.operator, 'token', payment.token,
    'amount', payment.amount::text, 'mode', payment.mode, 'authorize_by', payment.authorize_by::text,
    'capture_by', payment.capture_by::text, 'refund_by', payment.refund_by::text,
    'min_fee_bps', payment.min_fee_bps, 'max_fee_bps', payment.max_fee_bps,
    'fee_recipient', payment.fee_recipient, 'invoice_ref', payment.invoice_ref, 'salt', payment.salt::text)`
}
