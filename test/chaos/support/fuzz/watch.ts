import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestListener } from 'node:http'
import pg from 'pg'
import { UNTOLD_TABLES } from '../../../api/support/rows.ts'

/** The header by which a request says which one it is. */
export const NUMBER_HEADER = 'x-fuzz-number'

/** A row that was written, removed or changed, and by which request. */
export type Write = { request: number; table: string; row: string }

export type Watch = {
  /** Runs a listener so that what each of its requests writes is known as its own. */
  follow(listener: RequestListener): RequestListener
  /** What was written since the last call, and stayed. */
  takeWrites(): Promise<Write[]>
  close(): Promise<void>
}

/**
 * Notes every row that is committed together with the request that wrote it: triggers note the number that each connection
 * is told when a request takes it from the pool.
 */
export async function watchWrites(adminUrl: string, pool: pg.Pool): Promise<Watch> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(NOTES)
  await admin.query(TRIGGERS)
  const requests = new AsyncLocalStorage<number>()
  tellConnections(pool, requests)
  return {
    follow: (listener) => (request, response) => {
      const number = Number(request.headers[NUMBER_HEADER] ?? 0)
      requests.run(number, () => listener(request, response))
    },
    takeWrites: async () => {
      const { rows } = await admin.query<Write>(
        `with taken as (delete from public.fuzz_note returning *)
         select request::int as request, "table", row::text as row from taken`,
      )
      return rows
    },
    close: () => admin.end(),
  }
}

const NOTES = `
  create unlogged table public.fuzz_note (request text, "table" text, row jsonb);
  create function public.fuzz_note() returns trigger language plpgsql security definer as $$
  begin
    insert into public.fuzz_note values (
      coalesce(nullif(current_setting('fuzz.request', true), ''), '0'),
      tg_table_schema || '.' || tg_table_name, coalesce(to_jsonb(new), to_jsonb(old)));
    return null;
  end $$;`

const TRIGGERS = `
  do $$
  declare it record;
  begin
    for it in
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema in ('florin', 'graphile_worker')
        and table_name not in (${UNTOLD_TABLES.map((name) => `'${name}'`).join(', ')})
    loop
      execute format('create trigger fuzz_note after insert or update or delete on %s
        for each row execute function public.fuzz_note()', it.name);
    end loop;
  end $$;`

/** Every connection hears, before anything else, for which request it works now. */
function tellConnections(pool: pg.Pool, requests: AsyncLocalStorage<number>): void {
  const connect = pool.connect.bind(pool)
  const told = new WeakMap<pg.PoolClient, number>()
  pool.connect = async () => {
    const number = requests.getStore() ?? 0
    const client = await connect()
    if (told.get(client) !== number) {
      await client.query(`set fuzz.request = '${number}'`)
      told.set(client, number)
    }
    return client
  }
}
