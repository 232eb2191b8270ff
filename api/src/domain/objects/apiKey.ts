import type { Mode } from '../caller.ts'

export interface ApiKeyFields {
  id: string
  mode: Mode
  name: string | null
  last_four: string | null
  scopes: string[]
  version: string
  created_at: Date
  last_used_at: Date | null
  expires_at: Date | null
  revoked_at: Date | null
}

/** A key as the API shows it: by its ends, never whole. */
export function toApiKey(row: ApiKeyFields) {
  return {
    object: 'api_key' as const,
    id: row.id,
    mode: row.mode,
    name: row.name,
    prefix: `fl_${row.mode}_`,
    last_four: row.last_four,
    scopes: row.scopes,
    version: row.version,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
  }
}
