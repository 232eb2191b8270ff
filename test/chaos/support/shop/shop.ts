import { type FlorinClient, florin } from '@florin/sdk/client.ts'
import { Pool } from 'pg'
import { startWebhookReceiver, type WebhookReceiver } from '../../../../scripts/demo/webhookReceiver.ts'
import { freePort } from '../../../../scripts/local/ports.ts'
import { fakeViewsOf, openFakeViews } from '../../../api/support/fakeViews.ts'
import { addMerchant, type TestMerchant } from '../../../api/support/merchants.ts'
import { openWorld, type World } from '../../../api/support/world.ts'
import type { TestDatabase } from '../../../support/database.ts'
import { runProcess } from '../processes/run.ts'
import { type Supervised, supervise } from '../processes/supervise.ts'

export type Desk = { merchant: TestMerchant; api: FlorinClient; receiver: WebhookReceiver }

/** API and worker processes on one database, merchants with webhooks, and tables in the place of the indexer's views. */
export type Shop = {
  world: World
  desks: readonly Desk[]
  /** Where the API is asked. */
  apiUrl: string
  api: Supervised
  worker: Supervised
  /** The database as one who may see all of it. */
  pool: Pool
  /** Shows a payment in a new block, all at once, as the indexer does. */
  show(event: Parameters<ReturnType<typeof fakeViewsOf>['show']>[0]): Promise<void>
  close(): Promise<void>
}

const MERCHANTS = 3

export async function openShop(database: TestDatabase): Promise<Shop> {
  const world = await openWorld({ database })
  const closing = [world.close]
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const views = await openFakeViews(world)
    await views.sync()
    const port = await freePort()
    const api = await supervise(() => runProcess(world, 'api', { PORT: String(port), LOG_LEVEL: 'warn' }))
    closing.push(api.stop)
    const worker = await supervise(() => runProcess(world, 'worker', { LOG_LEVEL: 'warn' }))
    closing.push(worker.stop)
    const desks: Desk[] = []
    const apiUrl = `http://127.0.0.1:${port}`
    for (let index = 0; index < MERCHANTS; index += 1) {
      const desk = await openDesk(world, apiUrl)
      closing.push(desk.receiver.close)
      desks.push(desk)
    }
    const pool = openPool(database.adminUrl)
    closing.push(() => pool.end())
    return { world, desks, apiUrl, api, worker, pool, show: makeShow(world), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openDesk(world: World, apiUrl: string): Promise<Desk> {
  const merchant = await addMerchant(world)
  const receiver = await startWebhookReceiver()
  const api = florin({ apiUrl, apiKey: merchant.key })
  const { data } = await api.POST('/v1/webhook_endpoints', { body: { url: receiver.url } })
  receiver.trust(data?.secret ?? '')
  return { merchant, api, receiver }
}

/** Of a database that will be stopped: whoever asks at that moment hears of it, and nobody else. */
function openPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 2 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** One block at a time, so that each shows what its own number says. */
function makeShow(world: World): Shop['show'] {
  let last = Promise.resolve()
  return (event) => {
    const shown = last.then(async () => {
      await world.db.transaction().execute(async (db) => {
        const views = fakeViewsOf({ ...world, db })
        await views.rpc.mine({ blocks: 1 })
        await views.show(event, await views.sync())
      })
    })
    last = shown.catch(() => undefined)
    return shown
  }
}
