import type { Mode } from '../caller.ts'

export interface ProductFields {
  id: string
  mode: Mode
  name: string
  description: string | null
  active: boolean
  metadata: Record<string, string>
  created_at: Date
}

export function toProduct(row: ProductFields) {
  return {
    object: 'product' as const,
    id: row.id,
    mode: row.mode,
    name: row.name,
    description: row.description,
    active: row.active,
    metadata: row.metadata,
    created_at: row.created_at.toISOString(),
  }
}
