import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import type { TestDatabase } from '../../support/database.ts'
import { VIEWS } from './indexer.ts'

export type Sight = { at: number; block: bigint; facts: number; entries: bigint }

/**
 * A reader that looks every `everyMs` at the checkpoint and the rows of one snapshot, as the API does. It keeps what it saw
 * and what failed.
 */
export async function startWatcher(database: TestDatabase, everyMs: number) {
  const client = new Client({ connectionString: database.urls.worker })
  await client.connect()
  const sights: Sight[] = []
  const failures: string[] = []
  const stopping = new AbortController()
  const watching = watch()

  async function watch() {
    while (!stopping.signal.aborted) {
      try {
        sights.push(await look(client))
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error))
        await client.query('rollback')
      }
      await setTimeout(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  async function stop() {
    stopping.abort()
    await watching
    await client.end()
  }
  return { sights, failures, stop }
}

async function look(client: Client): Promise<Sight> {
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{ block: string; facts: string; entries: string }>(
    `select substr(latest_checkpoint, 27, 16)::bigint as block,
       (select count(*) from ${VIEWS}.payment_event) as facts,
       (select count(*) from ${VIEWS}.balance_entry) as entries
     from ${VIEWS}._ponder_checkpoint`,
  )
  await client.query('commit')
  const [row] = rows
  if (row === undefined) throw new Error('there is no checkpoint')
  return {
    at: performance.now(),
    block: BigInt(row.block),
    facts: Number(row.facts),
    entries: BigInt(row.entries),
  }
}
