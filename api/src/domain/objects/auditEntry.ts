import type { AuditActorKind } from '../audit.ts'
import type { Mode } from '../caller.ts'

export interface AuditEntryFields {
  id: string
  mode: Mode
  actor_kind: AuditActorKind
  actor_id: string
  operation: string
  object_type: string
  object_id: string
  before: unknown
  after: unknown
  request_id: string | null
  created_at: Date
}

export function toAuditEntry(row: AuditEntryFields) {
  return {
    object: 'audit_entry' as const,
    id: row.id,
    mode: row.mode,
    actor: { kind: row.actor_kind, id: row.actor_id },
    operation: row.operation,
    target: { object: row.object_type, id: row.object_id },
    before: row.before,
    after: row.after,
    request_id: row.request_id,
    created_at: row.created_at.toISOString(),
  }
}
