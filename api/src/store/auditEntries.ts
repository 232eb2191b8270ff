import type { Insertable, Selectable } from 'kysely'
import type { AuditActorKind } from '../domain/audit.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type AuditEntryRow = Selectable<Database['audit_entry']>

export async function insertAll(tx: Db, rows: Insertable<Database['audit_entry']>[]): Promise<void> {
  await tx.insertInto('audit_entry').values(rows).execute()
}

export interface AuditFilter {
  actor?: string | undefined
  actorKind?: AuditActorKind | undefined
  object?: string | undefined
  operation?: string | undefined
}

export async function list(db: Db, page: Page, filter: AuditFilter): Promise<Listed<AuditEntryRow>> {
  let query = db.selectFrom('audit_entry').selectAll()
  if (filter.actor) query = query.where('actor_id', '=', filter.actor)
  if (filter.actorKind) query = query.where('actor_kind', '=', filter.actorKind)
  if (filter.object) query = query.where('object_id', '=', filter.object)
  if (filter.operation) query = query.where('operation', '=', filter.operation)
  return readPage(query, page)
}
