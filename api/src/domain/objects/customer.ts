import type { Mode } from '../caller.ts'

export interface CustomerFields {
  id: string
  mode: Mode
  name: string | null
  email: string | null
  reference: string | null
  metadata: Record<string, string>
  created_at: Date
  deleted_at: Date | null
}

export function toCustomer(row: CustomerFields) {
  return {
    object: 'customer' as const,
    id: row.id,
    mode: row.mode,
    deleted: row.deleted_at !== null,
    name: row.name,
    email: row.email,
    reference: row.reference,
    metadata: row.metadata,
    created_at: row.created_at.toISOString(),
  }
}
