import { escapeIdentifier, escapeLiteral } from 'pg'
import { CHECKPOINT_BLOCK, type Query, qualified } from '../sql.ts'

// Does in one transaction what `ponder db create-views` does statement by statement: views of all tables, of _ponder_meta
// and of _ponder_checkpoint, and a trigger that notifies.
//
// LISTEN "onchain_<group>_live_query": sent at every commit that moves a checkpoint (each block, with rows or without),
// whichever build is live. It is a wake-up without a payload, never a message: a commit that reverts
// reorged rows sends none until the next block.

const PONDER_TABLES = ['_ponder_meta', '_ponder_checkpoint']
const READERS = ['florin_api', 'florin_worker', 'florin_reports']

function wakeUpChannel(viewsSchema: string): string {
  return `${viewsSchema}_live_query`
}

/** Replaces every view of the views schema by one on the given build's tables. */
export async function replaceViews(
  db: Query,
  viewsSchema: string,
  build: { schema: string; tables: string[] },
) {
  const old = await db.query<{ name: string }>(
    'select viewname as name from pg_views where schemaname = $1',
    [viewsSchema],
  )
  for (const { name } of old.rows) await db.query(`drop view ${qualified(viewsSchema, name)}`)
  for (const table of [...build.tables, ...PONDER_TABLES])
    await db.query(
      `create view ${qualified(viewsSchema, table)} as select * from ${qualified(build.schema, table)}`,
    )
}

/** Grants go with the views they were given on, so they are given again. Roles that do not exist are left out. */
export async function grantViews(db: Query, viewsSchema: string) {
  const readers = await db.query<{ name: string }>(
    'select rolname as name from pg_roles where rolname = any($1)',
    [READERS],
  )
  if (readers.rows.length === 0) return
  const to = readers.rows.map(({ name }) => escapeIdentifier(name)).join(', ')
  await db.query(`grant usage on schema ${escapeIdentifier(viewsSchema)} to ${to}`)
  await db.query(`grant select on all tables in schema ${escapeIdentifier(viewsSchema)} to ${to}`)
}

/**
 * From now on the given build's checkpoints wake up the listeners and raise the highest block seen, and no longer the
 * former build's. Ponder turns `synchronous_commit` off; with the trigger a commit that readers see is on disk, so that a
 * crash of Postgres takes nothing back that was seen.
 */
export async function moveTrigger(db: Query, viewsSchema: string, to: string, from: string | undefined) {
  await replaceFunctions(db, viewsSchema)
  const onCheckpoint = escapeIdentifier(`${viewsSchema}_checkpoint_moved`)
  const onMeta = escapeIdentifier(`${viewsSchema}_rows_taken_back`)
  await db.query(`
    create or replace trigger ${onCheckpoint} after insert or update
    on ${qualified(to, '_ponder_checkpoint')} for each row execute function ${movedFunction(viewsSchema)}()`)
  await db.query(`
    create or replace trigger ${onMeta} after update on ${qualified(to, '_ponder_meta')} for each row
    when (old.value->>'is_ready' = '1' and new.value->>'is_ready' = '0') execute function ${takenBackFunction(viewsSchema)}()`)
  // What is there now is seen from now on.
  await db.query(`
    insert into ${qualified(viewsSchema, '_florin_seen')} as seen (chain_id, block)
      select chain_id, ${CHECKPOINT_BLOCK} from ${qualified(to, '_ponder_checkpoint')}
      on conflict (chain_id) do update set block = greatest(seen.block, excluded.block), whole = true`)
  if (from === undefined) return
  await db.query(`drop trigger if exists ${onCheckpoint} on ${qualified(from, '_ponder_checkpoint')}`)
  await db.query(`drop trigger if exists ${onMeta} on ${qualified(from, '_ponder_meta')}`)
}

const movedFunction = (viewsSchema: string) => qualified(viewsSchema, 'checkpoint_moved')
const takenBackFunction = (viewsSchema: string) => qualified(viewsSchema, 'rows_taken_back')

async function replaceFunctions(db: Query, viewsSchema: string) {
  const seen = qualified(viewsSchema, '_florin_seen')
  await db.query(`
    create or replace function ${movedFunction(viewsSchema)}() returns trigger language plpgsql as $$
    begin
      perform set_config('synchronous_commit', 'on', true);
      insert into ${seen} as seen (chain_id, block)
        select chain_id, ${CHECKPOINT_BLOCK} from (select new.*) checkpoint
        on conflict (chain_id) do update set
          block = greatest(seen.block, excluded.block), whole = seen.whole or excluded.block >= seen.block;
      perform pg_notify(${escapeLiteral(wakeUpChannel(viewsSchema))}, '');
      return null;
    end $$`)
  await db.query(`
    create or replace function ${takenBackFunction(viewsSchema)}() returns trigger language plpgsql as $$
    begin
      update ${seen} set whole = false;
      return null;
    end $$`)
}
