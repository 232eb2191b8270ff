import { Agent } from 'node:http'
import pg from 'pg'
import { newId } from '../../api/src/domain/ids.ts'
import { addMerchant } from '../../test/api/support/merchants.ts'
import { serveApi } from '../../test/api/support/server.ts'
import { openWorld } from '../../test/api/support/world.ts'
import { recordQueries } from '../../test/support/recordQueries.ts'
import { ask } from '../api/load.ts'
import type { Shelf } from './fill.ts'

const MERCHANTS = 4
const CUSTOMERS = 2_000

/** The API over an empty shelf of invoices, with all that it asks the database noted. */
export async function openDesk() {
  const world = await openWorld()
  const merchants = [await addMerchant(world)]
  while (merchants.length < MERCHANTS) merchants.push(await addMerchant(world))
  const [first] = merchants
  if (!first) throw new Error('there is no merchant')
  const ctx = world.openCtx({ role: 'api' })
  const recorded = recordQueries(ctx.pool)
  const server = await serveApi({ openCtx: () => ctx })
  const { url } = server
  const agent = new Agent({ keepAlive: true })
  const shelf: Shelf = {
    databaseUrl: world.database.urls.owner,
    merchants: merchants.map(({ owner }) => owner.merchantId),
    customers: await addCustomers(world.database.urls.owner, first.owner.merchantId),
    chainId: world.chain.chainId,
    token: world.token.address,
    address: first.account.address.toLowerCase(),
  }
  const headers = { authorization: `Bearer ${first.key}` }
  return {
    shelf,
    /** Asks as the merchant that has nearly everything, and answers how many milliseconds it took. */
    get: async (path: string) => {
      const since = performance.now()
      const answer = await ask(agent, url, { method: 'GET', path, headers })
      return { ms: performance.now() - since, answer }
    },
    /** The queries of one request that read invoices. */
    queriesOf: async (path: string) => {
      recorded.length = 0
      await ask(agent, url, { method: 'GET', path, headers })
      return recorded.filter(({ text }) => text.includes('from "florin"."invoice"'))
    },
    close: async () => {
      agent.destroy()
      await server.close()
      await world.close()
    },
  }
}

async function addCustomers(databaseUrl: string, merchantId: string): Promise<string[]> {
  const now = new Date()
  const ids = Array.from({ length: CUSTOMERS }, () => newId('cus', now))
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    await db.query(
      `INSERT INTO florin.customer (id, merchant_id, mode, metadata, created_at)
       SELECT id, $2, 'test', '{}', $3 FROM unnest($1::text[]) id`,
      [ids, merchantId, now],
    )
    return ids
  } finally {
    await db.end()
  }
}
