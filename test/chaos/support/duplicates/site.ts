import { type FlorinClient, florin } from '@florin/sdk/client.ts'
import { Pool } from 'pg'
import { postChain } from '../../../../api/src/services/posting/postChain.ts'
import { openFakeViews } from '../../../api/support/fakeViews.ts'
import { addMerchant, type TestMerchant } from '../../../api/support/merchants.ts'
import { openWorld, type World } from '../../../api/support/world.ts'
import type { ChaosChain } from '../chain.ts'
import { allowRefunds, chainOf } from '../processes/onChain.ts'
import { runProcess } from '../processes/run.ts'

const MERCHANTS = 4

/** A merchant with a client for each API process. */
export type Desk = { merchant: TestMerchant; clients: readonly FlorinClient[] }

/** Two API processes and a worker on one database and one chain. */
export type DuplicatesSite = {
  world: World
  chain: ChaosChain
  desks: readonly Desk[]
  pool: Pool
  close(): Promise<void>
}

export async function openDuplicatesSite(): Promise<DuplicatesSite> {
  const world = await openWorld()
  const closing = [world.close]
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  const start = async (role: 'api' | 'worker') => {
    const part = await runProcess(world, role)
    closing.push(part.stop)
    return part
  }
  try {
    await openFakeViews(world).then((views) => views.sync())
    await postChain(world.ctx, world.chain)
    const chain = chainOf(world)
    const urls = [(await start('api')).url, (await start('api')).url]
    await start('worker')
    const desks: Desk[] = []
    for (let index = 0; index < MERCHANTS; index += 1) {
      const merchant = await addMerchant(world)
      await allowRefunds(world, chain, merchant.account)
      desks.push({ merchant, clients: urls.map((apiUrl) => florin({ apiUrl, apiKey: merchant.key })) })
    }
    const pool = new Pool({ connectionString: world.database.adminUrl, max: 2 })
    closing.push(() => pool.end())
    return { world, chain, desks, pool, close }
  } catch (error) {
    await close()
    throw error
  }
}
