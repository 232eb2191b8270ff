import { writeFileSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { readDeployments } from '../../../api/src/chain/deployments.ts'
import { readConfig } from '../../../api/src/config.ts'
import { type Ctx, makeContext } from '../../../api/src/context.ts'
import type { ChainInfo, TokenInfo } from '../../../api/src/domain/chain.ts'
import type { Clock } from '../../../api/src/domain/clock.ts'
import { migrate } from '../../../api/src/migrate.ts'
import { connect, type Db, openDatabase } from '../../../api/src/store/database.ts'
import { localAccount, localGasSignerKeys, localKey } from '../../../scripts/local/accounts.ts'
import type { LocalChain } from '../../../scripts/local/chain.ts'
import { bareSigners } from '../../support/bareSigners.ts'
import { startTestAnvil, startTestHardhatNode } from '../../support/chain.ts'
import type { TestDatabase } from '../../support/database.ts'
import { deployForTests } from '../../support/deployment.ts'
import { openMigratedDatabase } from '../../support/migratedDatabase.ts'
import { testFile } from '../../support/workspace.ts'

export interface WorldOptions {
  chainId?: number
  /** Depth at which a fact counts; 1 means included. */
  confirmations?: number
  /** Without it anvil mines one block per transaction. */
  blockTimeSeconds?: number
  /** Half of how many blocks the chain's `finalized` block is behind its head, where the node is anvil. */
  slotsInAnEpoch?: number
  /** The node of `npm start`, which mines every second and cannot reorganise. */
  node?: 'anvil' | 'hardhat'
  /** How many keys pay gas. */
  gasSigners?: number
  /** Closed with the world; one of its own in the cluster of the tests, unless given. */
  database?: TestDatabase
}

interface CtxOptions {
  /** The database role, and so the process that is played. */
  role?: 'api' | 'worker'
  clock?: Clock
  log?: pino.Logger
  /** Changes to what the context would have had, such as other clients or crash points. */
  replace?: Partial<Ctx>
}

/** A migrated database, a chain with the contracts, and contexts as the API and the worker make them. */
export interface World {
  database: TestDatabase
  anvil: LocalChain
  chain: ChainInfo
  token: TokenInfo
  /** The worker's context: it may write everything but API keys. */
  ctx: Ctx
  /** The database as its owner, to arrange and inspect. */
  db: Db
  /** Another context; it closes with the world. */
  openCtx(options?: CtxOptions): Ctx
  /** The environment of an API or worker process of this world. */
  env(role: 'api' | 'worker'): Record<string, string>
  close(): Promise<void>
}

/** Starts a world. Call in `before`, and `close` in `after`. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { chainId = 31337, confirmations = 1 } = options
  const [database, anvil] = await Promise.all([openDatabaseFor(options), startNode(options)])
  const closing: (() => Promise<void>)[] = [() => database.close(), () => anvil.stop()]
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const deploymentsDir = testFile('deployments')
    await deployWith(anvil, deploymentsDir, confirmations)
    const env = (role: 'api' | 'worker') => environmentOf(options, database, anvil, deploymentsDir, role)
    const chains = readDeployments(deploymentsDir, readConfig(env('worker')).rpcUrls)
    const chain = chains.get(chainId)
    const token = chain?.tokens[0]
    if (!chain || !token) throw new Error(`the deployment of chain ${chainId} was not found`)

    const ownerPool = connect(database.urls.owner, { max: 2, name: 'test-owner' })
    // A database that is stopped on purpose breaks connections; whoever asks then hears of it.
    ownerPool.on('error', () => undefined)
    closing.push(() => ownerPool.end())
    const openCtx = ({ role = 'worker', clock, log, replace }: CtxOptions = {}): Ctx => {
      const config = readConfig(env(role))
      const ctx = makeContext(config, chains, {
        name: `test-${role}`,
        poolSize: 10,
        // As in production: who only listens has no key that pays gas.
        signers: { ...bareSigners(config), ...(role === 'api' ? { gas: [], treasury: null } : {}) },
        log: log ?? pino({ level: 'silent' }),
        ...(clock ? { clock } : {}),
      })
      closing.push(() => ctx.close())
      return { ...ctx, ...replace }
    }
    return { database, anvil, chain, token, ctx: openCtx(), db: openDatabase(ownerPool), openCtx, env, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openDatabaseFor({ database }: WorldOptions): Promise<TestDatabase> {
  if (!database) return openMigratedDatabase()
  await migrate(database.urls.owner)
  return database
}

/** Deploys, and writes the depth into the deployment file, where processes read it too. */
async function deployWith(node: LocalChain, out: string, confirmations: number): Promise<void> {
  const deployment = await deployForTests(node, out)
  const file = path.join(out, `${deployment.chainId}.json`)
  writeFileSync(file, JSON.stringify({ ...deployment, confirmations }))
}

function startNode(options: WorldOptions): Promise<LocalChain> {
  const { chainId = 31337, blockTimeSeconds, slotsInAnEpoch, node = 'anvil' } = options
  if (node === 'hardhat') return startTestHardhatNode({ chainId })
  return startTestAnvil({
    chainId,
    ...(blockTimeSeconds ? { blockTimeSeconds } : {}),
    ...(slotsInAnEpoch ? { slotsInAnEpoch } : {}),
  })
}

function environmentOf(
  { gasSigners = 1 }: WorldOptions,
  database: TestDatabase,
  anvil: LocalChain,
  deploymentsDir: string,
  role: 'api' | 'worker',
): Record<string, string> {
  const { chainId, rpcUrl } = anvil
  return {
    FLORIN_ENV: 'local',
    DATABASE_URL: database.urls[role],
    PORT: '0',
    API_URL: 'http://127.0.0.1:1',
    WEB_URL: 'http://127.0.0.1:2',
    DEPLOYMENTS_DIR: deploymentsDir,
    GAS_SIGNER_KEYS: localGasSignerKeys(chainId, gasSigners).join(','),
    OPERATOR_KEY: localKey(chainId, 'operator'),
    SECRETS_KEY: '11'.repeat(32),
    FEE_RECIPIENT: localAccount(chainId, 'feeRecipient').address,
    LOG_LEVEL: 'silent',
    [`RPC_URL_${chainId}`]: rpcUrl,
    [`PUBLIC_RPC_URL_${chainId}`]: rpcUrl,
  }
}
