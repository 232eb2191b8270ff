import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { LeaseTime } from './relays.ts'

/** Takes over the watch of a chain; false where another worker has it. A lease that no right clock can have given holds nothing. */
export async function take(db: Db, chainId: bigint, { now, until }: LeaseTime): Promise<boolean> {
  const latest = new Date(2 * until.getTime() - now.getTime())
  const { rows } = await sql`
    INSERT INTO florin.relay_watch AS watch (chain_id, leased_until) VALUES (${chainId}, ${until})
    ON CONFLICT (chain_id) DO UPDATE SET leased_until = excluded.leased_until
      WHERE watch.leased_until <= ${now} OR watch.leased_until > ${latest}
    RETURNING chain_id`.execute(db)
  return rows.length === 1
}

/** Ends the watch, unless it ran out and another worker has it. */
export async function end(db: Db, chainId: bigint, { now, until }: LeaseTime): Promise<void> {
  await db
    .updateTable('relay_watch')
    .set({ leased_until: now })
    .where('chain_id', '=', chainId)
    .where('leased_until', '=', until)
    .execute()
}
