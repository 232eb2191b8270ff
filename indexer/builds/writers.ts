import { Client } from 'pg'

const ANSWER_MS = 10_000

/** Which builds this process may write. */
export type Writers = {
  /** Whether this process is the one that writes a build, or becomes it by asking. */
  hold(build: string): Promise<boolean>
  release(): Promise<void>
}

/**
 * One process writes a build: two Ponders that wait for the same expired lock of its own both take it, and then write over
 * each other. The lock here belongs to a connection, so that it goes with the process that held it.
 */
export function openWriters(databaseUrl: string): Writers {
  const held = new Set<string>()
  let connection: Client | undefined

  async function connected(): Promise<Client> {
    if (connection !== undefined) return connection
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'florin_indexer_writer',
      keepAlive: true,
      query_timeout: ANSWER_MS,
    })
    // A broken connection has lost what it held; the next question opens another.
    client.on('error', () => forget(client))
    client.on('end', () => forget(client))
    await client.connect()
    connection = client
    return client
  }

  function forget(client: Client) {
    if (connection !== client) return
    connection = undefined
    held.clear()
  }

  /** A connection may be lost without a word. */
  async function isStillThere(client: Client): Promise<boolean> {
    try {
      await client.query('select 1')
      return true
    } catch (error) {
      forget(client)
      client.end().catch(() => {})
      throw error
    }
  }

  async function hold(build: string) {
    const client = await connected()
    if (held.has(build)) return isStillThere(client)
    const asked = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
      [`writer ${build}`],
    )
    if (asked.rows[0]?.held !== true) return false
    held.add(build)
    return true
  }

  return { hold, release: async () => connection?.end() }
}
