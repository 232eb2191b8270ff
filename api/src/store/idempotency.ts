import { sql } from 'kysely'
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

/**
 * Takes hold of a key until the transaction ends.
 * @returns The answer that was stored for it, if any; undefined where somebody else holds the key.
 */
export async function take(
  tx: Db,
  at: IdempotencyScope,
): Promise<{ stored: StoredAnswer | null } | undefined> {
  const name = `idempotency:${at.scope}:${at.mode}:${at.key}`
  const { rows } = await sql<
    { taken: boolean } & { [field in keyof StoredAnswer]: StoredAnswer[field] | null }
  >`
    SELECT * FROM florin.take_idempotency_key(${name}, ${at.scope}, ${at.mode}::florin.mode, ${at.key})`.execute(
    tx,
  )
  const [row] = rows
  if (!row?.taken) return undefined
  const { fingerprint, status, body } = row
  return { stored: fingerprint && status !== null ? { fingerprint, status, body } : null }
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
