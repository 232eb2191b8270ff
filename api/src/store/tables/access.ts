import type { ColumnType } from 'kysely'
import type { AuditActorKind } from '../../domain/audit.ts'
import type { Mode } from '../../domain/caller.ts'
import type { Role } from '../../domain/roles.ts'
import type { Fixed, Hex } from './columns.ts'

/** Who may act for a merchant, and what was done. */
export interface AccessTables {
  api_key: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    name: Fixed<string | null>
    sha256: Fixed<Buffer>
    last_four: Fixed<string | null>
    scopes: Fixed<string[]>
    version: Fixed<string>
    created_at: Fixed<Date>
    last_used_at: Date | null
    expires_at: Date | null
    revoked_at: Date | null
  }
  merchant_member: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    address: Fixed<Hex>
    chain_id: Fixed<bigint | null>
    role: Role
    created_at: Fixed<Date>
    removed_at: ColumnType<Date | null, undefined, Date>
  }
  session_challenge: {
    nonce: Fixed<string>
    message: Fixed<string>
    address: Fixed<Hex>
    chain_id: Fixed<bigint>
    expires_at: Fixed<Date>
  }
  session: {
    id: Fixed<string>
    member_id: Fixed<string>
    mode: Fixed<Mode>
    sha256: Fixed<Buffer>
    created_at: Fixed<Date>
    expires_at: Fixed<Date>
    ended_at: Date | null
  }
  audit_entry: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    actor_kind: Fixed<AuditActorKind>
    actor_id: Fixed<string>
    operation: Fixed<string>
    object_type: Fixed<string>
    object_id: Fixed<string>
    before: ColumnType<unknown, string | null, never>
    after: ColumnType<unknown, string | null, never>
    request_id: Fixed<string | null>
    created_at: Fixed<Date>
  }
}
