import { type Address, getAddress } from 'viem'
import type { Mode } from '../caller.ts'
import { type Role, scopesOfRole } from '../roles.ts'

export interface SessionFields {
  id: string
  merchant_id: string
  mode: Mode
  address: Address
  role: Role
  created_at: Date
  expires_at: Date
}

export function toSession(row: SessionFields) {
  return {
    object: 'session' as const,
    id: row.id,
    mode: row.mode,
    merchant: row.merchant_id,
    address: getAddress(row.address),
    role: row.role,
    scopes: [...scopesOfRole(row.role)],
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  }
}
