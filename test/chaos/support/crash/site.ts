import { Pool } from 'pg'
import { openEscrowChain } from '../../../indexer/support/escrowChain.ts'
import { startTestAnvil } from '../../../support/chain.ts'
import { openTestDatabase } from '../../../support/database.ts'
import type { Random } from '../../../support/random.ts'
import { testFile } from '../../../support/workspace.ts'
import { type ChaosChain, openChain } from '../chain.ts'
import { drain, play } from '../load/act.ts'
import { openScene, type Scene } from '../load/scene.ts'
import { agreeDirectly, someAmount } from '../load/terms.ts'
import { ownAccount } from '../wallet.ts'
import type { Site } from './lane.ts'

const SLOTS_IN_AN_EPOCH = 32
/** Accounts that neither payers nor strangers use. */
const MERCHANTS = [20, 21, 22]

/** A database and a chain with a history that takes a while to index. */
export type CrashSite = Site & { pool: Pool; chain: ChaosChain; scene: Scene; close(): Promise<void> }

export async function openCrashSite(random: Random, blocks: number): Promise<CrashSite> {
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const database = await openTestDatabase()
    closing.push(database.close)
    const anvil = await startTestAnvil({ slotsInAnEpoch: SLOTS_IN_AN_EPOCH })
    closing.push(anvil.stop)
    const deployments = testFile('deployments')
    const { chainId, rpcUrl, escrow, manager, token, tokenDomain } = await openEscrowChain(anvil, deployments)
    const chain = openChain({ chainId, rpcUrl, escrow, manager, token, tokenDomain })
    const pool = new Pool({ connectionString: database.adminUrl, max: 8 })
    // Whatever still holds a connection when the database is dropped is of no more interest.
    pool.on('error', () => {})
    closing.push(() => pool.end())
    const scene = await openDirectScene(chain, random)
    await chain.client.setAutomine(false)
    await play(scene, { blocks })
    await drain(scene)
    return { database, deployments, chains: [anvil], pool, chain, scene, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Payments and subscriptions without any server. */
function openDirectScene(chain: ChaosChain, random: Random): Promise<Scene> {
  let salt = 0n
  return openScene(chain, {
    random,
    merchants: MERCHANTS.map(ownAccount),
    issue: (payer, { wallet }, mode) =>
      agreeDirectly(chain, {
        payer: payer.address,
        merchant: wallet.address,
        mode,
        amount: someAmount(random),
        salt: ++salt,
      }),
  })
}
