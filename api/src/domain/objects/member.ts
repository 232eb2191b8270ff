import { type Address, getAddress } from 'viem'
import { caip2 } from '../chain.ts'
import type { Role } from '../roles.ts'

export interface MemberFields {
  id: string
  address: Address
  chain_id: bigint | null
  role: Role
  created_at: Date
}

export function toMember(row: MemberFields) {
  return {
    object: 'member' as const,
    id: row.id,
    address: getAddress(row.address),
    chain: row.chain_id === null ? null : caip2(row.chain_id),
    role: row.role,
    created_at: row.created_at.toISOString(),
  }
}
