import type { Mode } from '../domain/caller.ts'
import type { Db } from './database.ts'

export interface IdempotencyScope {
  scope: string
  mode: Mode
  key: string
}

export interface StoredAnswer {
  fingerprint: Buffer
  status: number
  body: unknown
}

export async function find(db: Db, at: IdempotencyScope): Promise<StoredAnswer | undefined> {
  return db
    .selectFrom('idempotency_key')
    .select(['fingerprint', 'status', 'body'])
    .where('scope', '=', at.scope)
    .where('mode', '=', at.mode)
    .where('key', '=', at.key)
    .executeTakeFirst()
}

export async function insert(tx: Db, at: IdempotencyScope, answer: StoredAnswer, now: Date): Promise<void> {
  await tx
    .insertInto('idempotency_key')
    .values({ ...at, ...answer, body: JSON.stringify(answer.body), created_at: now })
    .execute()
}

export async function deleteBefore(db: Db, before: Date): Promise<bigint> {
  const result = await db.deleteFrom('idempotency_key').where('created_at', '<', before).executeTakeFirst()
  return result.numDeletedRows
}
