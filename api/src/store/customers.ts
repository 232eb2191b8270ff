import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import pg from 'pg'
import type { Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type CustomerRow = Selectable<Database['customer']>

/** Adds a customer; undefined where another one has its reference. */
export async function insert(
  tx: Db,
  row: Insertable<Database['customer']>,
): Promise<CustomerRow | undefined> {
  return tx
    .insertInto('customer')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['merchant_id', 'mode', 'reference'])
        .where('reference', 'is not', null)
        .where('deleted_at', 'is', null)
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
}

/** Deleted or not. */
export async function find(db: Db, owner: Owner, id: string): Promise<CustomerRow | undefined> {
  return db
    .selectFrom('customer')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

/** Holds a customer until the transaction ends: whoever changes it comes here first. */
export async function lock(tx: Db, owner: Owner, id: string): Promise<CustomerRow | undefined> {
  return tx
    .selectFrom('customer')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Holds a customer, deleted or not, as it is until the transaction ends: nobody deletes it meanwhile, but others may hold it too. */
export async function share(tx: Db, owner: Owner, id: string): Promise<CustomerRow | undefined> {
  return tx
    .selectFrom('customer')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .forShare()
    .executeTakeFirst()
}

export async function list(
  db: Db,
  page: Page,
  filter: { email?: string | undefined; reference?: string | undefined },
): Promise<Listed<CustomerRow>> {
  let query = db.selectFrom('customer').selectAll().where('deleted_at', 'is', null)
  if (filter.email !== undefined) {
    query = query.where(sql<boolean>`lower(email) = lower(${filter.email})`)
  }
  if (filter.reference !== undefined) query = query.where('reference', '=', filter.reference)
  return readPage(query, page)
}

/** Undefined where another customer has the reference: the transaction can only be rolled back then. */
export async function update(
  tx: Db,
  id: string,
  change: Updateable<Database['customer']>,
): Promise<CustomerRow | undefined> {
  try {
    return await tx
      .updateTable('customer')
      .set(change)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === 'customer_reference') return undefined
    throw error
  }
}

/** Deletes what tells who the customer was, and gives its reference free. */
export async function empty(tx: Db, id: string, now: Date): Promise<CustomerRow> {
  return tx
    .updateTable('customer')
    .set({ name: null, email: null, reference: null, metadata: '{}', deleted_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
