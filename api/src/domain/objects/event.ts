import type { Mode } from '../caller.ts'

export interface EventFields {
  id: string
  merchant_id: string
  mode: Mode
  seq: bigint
  type: string
  data: Record<string, unknown>
  created_at: Date
}

/** An event as the API shows it. */
export function toEvent(row: EventFields) {
  return {
    object: 'event' as const,
    id: row.id,
    type: row.type,
    seq: Number(row.seq),
    mode: row.mode,
    created_at: row.created_at.toISOString(),
    data: row.data,
  }
}

/**
 * The body that webhooks carry: the same bytes at each attempt and for each endpoint, because only fixed fields of the
 * event go into it, in a fixed order.
 */
export function webhookBody(row: EventFields): string {
  return JSON.stringify({
    id: row.id,
    type: row.type,
    seq: Number(row.seq),
    timestamp: row.created_at.toISOString(),
    merchant: row.merchant_id,
    mode: row.mode,
    data: row.data,
  })
}
