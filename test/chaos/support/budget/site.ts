import { Pool } from 'pg'
import { GAS_LIMITS } from '../../../../api/src/domain/gasLimits.ts'
import { attemptCeiling } from '../../../../api/src/domain/sponsorship.ts'
import { postChain } from '../../../../api/src/services/posting/postChain.ts'
import { feeCap } from '../../../../api/src/services/relays/feeCap.ts'
import { setBudget } from '../../../../api/src/services/sponsor/setBudget.ts'
import { openFakeViews } from '../../../api/support/fakeViews.ts'
import { addMerchant, type TestMerchant } from '../../../api/support/merchants.ts'
import { openWorld, type World } from '../../../api/support/world.ts'
import { chainOf, openPayer } from '../processes/onChain.ts'
import { runProcess } from '../processes/run.ts'
import { ownAccount, type Wallet } from '../wallet.ts'
import { noteReservations } from './notes.ts'

const PAYERS = 10
const NEIGHBOURS = 2
const SIGNERS = 4

/** Two API processes, a merchant with a budget for so many attempts at once, and others without one. */
export type BudgetSite = {
  world: World
  pool: Pool
  apiUrls: readonly string[]
  payers: readonly [Wallet, ...Wallet[]]
  merchant: TestMerchant
  neighbours: readonly [TestMerchant, ...TestMerchant[]]
  /** The most that one attempt may cost, in wei. */
  ceiling: bigint
  /** A process that sends what was accepted. */
  startWorker(): Promise<void>
  close(): Promise<void>
}

export async function openBudgetSite(attempts: bigint): Promise<BudgetSite> {
  const world = await openWorld({ gasSigners: SIGNERS })
  const closing = [world.close]
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  const start = async (role: 'api' | 'worker') => {
    const part = await runProcess(world, role)
    closing.push(part.stop)
    return part.url
  }
  try {
    const pool = new Pool({ connectionString: world.database.adminUrl, max: 2 })
    closing.push(() => pool.end())
    await noteReservations(pool)
    await openFakeViews(world).then((views) => views.sync())
    await postChain(world.ctx, world.chain)
    const { chainId } = world.chain
    const { TRANSFER_GAS } = world.ctx.chain.signing
    const ceiling = attemptCeiling(GAS_LIMITS.charge, feeCap(world.ctx, chainId), TRANSFER_GAS, 0n)
    const merchant = await addMerchant(world)
    // Whatever is left is a wei too little for one more.
    const hourLimit = (attempts + 1n) * ceiling - 1n
    const host = { ...world.ctx, db: world.db }
    await setBudget(host, merchant.owner.merchantId, BigInt(chainId), { hourLimit })
    return {
      world,
      pool,
      apiUrls: [await start('api'), await start('api')],
      payers: await openAll(PAYERS, (index) => openPayer(chainOf(world), ownAccount(index))),
      merchant,
      neighbours: await openAll(NEIGHBOURS, () => addMerchant(world)),
      ceiling,
      startWorker: async () => {
        await start('worker')
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** One after the other. */
async function openAll<T>(count: number, open: (index: number) => Promise<T>): Promise<[T, ...T[]]> {
  const opened: [T, ...T[]] = [await open(0)]
  while (opened.length < count) opened.push(await open(opened.length))
  return opened
}
