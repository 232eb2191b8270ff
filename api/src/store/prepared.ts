import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import { type KeptStatements, keptStatements } from './keptStatements.ts'

/**
 * Stands before the last statement of a transaction: the commit goes to the database right behind it, without waiting for the
 * answer. Where the statement fails, the commit takes everything back.
 */
export const AND_COMMIT = '/* and commit */'

/**
 * The same pool, whose connections keep statements prepared that are asked often: Postgres reads and plans each once per
 * connection, instead of once per execution, which is most of what a small query costs.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const kept = keptStatements()
  const clients = new WeakMap<pg.PoolClient, PreparingClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client) ?? new PreparingClient(client, kept)
      clients.set(client, known)
      return known
    },
  }
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #kept: KeptStatements
  readonly #schema: number
  #transaction: 'none' | 'open' | 'ended' = 'none'

  constructor(client: pg.PoolClient, kept: KeptStatements) {
    this.#client = client
    this.#kept = kept
    this.#schema = kept.schema()
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query(sql: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof sql !== 'string') throw new Error('cursors are not used')
    return this.#ask(sql, [...parameters])
  }

  async #ask(text: string, values: unknown[]): Promise<unknown> {
    if (this.#transaction === 'ended') return this.#afterEnd(text)
    // BEGIN and COMMIT have no parameters, and are cheaper as they are.
    if (values.length === 0) return this.#askPlainly(text)
    const name = this.#kept.nameOf(text)
    const query = { text, values, ...(name && { name }) }
    try {
      return await (text.startsWith(AND_COMMIT) ? this.#askAndCommit(query) : this.#client.query(query))
    } catch (error) {
      if (!isStale(error)) throw error
      this.#kept.forgetSchema(this.#schema)
      // Within a transaction everything before it is lost too, and whoever asked has to begin again.
      if (this.#transaction !== 'none') throw error
      return this.#client.query(text, values)
    }
  }

  async #askPlainly(text: string): Promise<unknown> {
    const result = await this.#client.query(text)
    if (/^(begin|start transaction)/i.test(text)) this.#transaction = 'open'
    if (/^(commit|rollback$)/i.test(text)) this.#transaction = 'none'
    return result
  }

  async #askAndCommit(query: pg.QueryConfig): Promise<unknown> {
    this.#transaction = 'ended'
    const [asked, committed] = await Promise.allSettled([
      this.#client.query(query),
      this.#client.query('commit'),
    ])
    if (asked.status === 'rejected') throw asked.reason
    if (committed.status === 'rejected') throw committed.reason
    return asked.value
  }

  /** The transaction has ended already, whatever is done to end it. */
  #afterEnd(text: string): object {
    if (!/^(commit|rollback)$/i.test(text)) throw new Error(`the transaction has ended before: ${text}`)
    this.#transaction = 'none'
    return { command: text.toUpperCase(), rowCount: 0, rows: [] }
  }

  /** A connection whose statements are older than the last migration is closed; its successor prepares them anew. */
  release(): void {
    this.#client.release(this.#schema !== this.#kept.schema())
  }
}

/** A migration gave a table other columns since the statement was prepared. */
function isStale(error: unknown): boolean {
  return error instanceof Error && error.message.includes('cached plan must not change result type')
}
