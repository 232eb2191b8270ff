import path from 'node:path'
import { startHardhatNode } from './chain.ts'
import { clusterSecrets } from './clusterSecrets.ts'
import { type DatabaseUrls, prepareDatabase } from './database.ts'
import { demoSeed } from './demoSeed.ts'
import { deploymentsDir, provideDeployment, type ServedChain } from './deployments.ts'
import {
  apiEnvironment,
  indexerEnvironment,
  type Sandbox,
  webEnvironment,
  workerEnvironment,
} from './environment.ts'
import type { HeldPort } from './ports.ts'
import { startPostgres } from './postgres.ts'
import { readyByRequest } from './ready.ts'
import { genesisDigits } from './rpc.ts'
import type { RunningState } from './runningState.ts'
import { sandboxKeys } from './sandboxKeys.ts'
import { EMBEDDED_CHAIN_ID, ROOT } from './settings.ts'
import type { StartContext } from './startContext.ts'
import type { PartKind } from './supervisor.ts'

const READY_TIMEOUT_MS = 60_000

type Cluster = Pick<Parameters<typeof prepareDatabase>[0], 'adminUrl' | 'rolePasswords'>

const logFile = ({ settings }: StartContext, name: string) => path.join(settings.dir, 'logs', `${name}.log`)
const localUrl = ({ port }: HeldPort) => `http://127.0.0.1:${port}`

/** The embedded Postgres, or the one that DATABASE_URL names. */
async function startCluster(start: StartContext): Promise<Cluster> {
  const { settings, ports, progress, supervisor } = start
  const dir = path.join(settings.dir, 'postgres')
  if (settings.adminUrl) return { adminUrl: settings.adminUrl, rolePasswords: clusterSecrets(dir).roles }
  const { port } = ports.postgres
  return progress.step(`Postgres on port ${port}`, async () => {
    await ports.postgres.release()
    const postgres = await startPostgres({ dir, port, logFile: logFile(start, 'postgres') })
    await supervisor.watch('postgres', postgres.part)
    return { adminUrl: postgres.adminUrl, rolePasswords: postgres.secrets.roles }
  })
}

async function startChains(start: StartContext): Promise<ServedChain[]> {
  const { settings, ports, progress, supervisor } = start
  if (settings.rpcUrls.size > 0)
    return [...settings.rpcUrls].map(([chainId, rpcUrl]) => ({ chainId, rpcUrl }))
  const { port } = ports.chain
  return progress.step(`Hardhat node on port ${port}, a block every second`, async () => {
    await ports.chain.release()
    const chain = await startHardhatNode({ port, logFile: logFile(start, 'chain') })
    await supervisor.watch('chain', chain.part)
    return [{ chainId: EMBEDDED_CHAIN_ID, rpcUrl: chain.rpcUrl }]
  })
}

async function deployContracts(start: StartContext): Promise<ServedChain[]> {
  const chains = await startChains(start)
  await start.progress.step('Contracts deployed', async () => {
    for (const chain of chains) await provideDeployment(start.settings, start.supervisor, chain)
  })
  return chains
}

async function migrate(start: StartContext, cluster: Cluster, name: string): Promise<DatabaseUrls> {
  return start.progress.step(`Database ${name} migrated`, async () => {
    const urls = await prepareDatabase({ ...cluster, name })
    await start.supervisor.run({
      name: 'migrate',
      command: process.execPath,
      args: ['api/src/migrate.ts'],
      cwd: ROOT,
      env: { DATABASE_URL: urls.owner },
      logFile: logFile(start, 'migrate'),
    })
    return urls
  })
}

function buildPages(start: StartContext): Promise<string> {
  return start.progress.step('Web pages built', () =>
    start.supervisor.run({
      name: 'build',
      command: process.execPath,
      args: ['web/build.ts'],
      cwd: ROOT,
      logFile: logFile(start, 'web-build'),
    }),
  )
}

type Service = {
  kind: PartKind
  title: string
  file: string
  env: Record<string, string>
  held: HeldPort
}

function startService(start: StartContext, { kind, title, file, env, held }: Service): Promise<void> {
  return start.progress.step(`${title} on port ${held.port}`, async () => {
    await held.release()
    const part = start.supervisor.start(kind, {
      name: kind,
      command: process.execPath,
      args: [file],
      cwd: ROOT,
      env,
      logFile: logFile(start, kind),
    })
    await readyByRequest(part, `${localUrl(held)}/ready`, READY_TIMEOUT_MS)
  })
}

async function startServices(start: StartContext, sandbox: Sandbox, pages: Promise<unknown>): Promise<void> {
  const { web, api, worker, indexer } = start.ports
  const service = (
    kind: PartKind,
    title: string,
    file: string,
    env: Record<string, string>,
    held: HeldPort,
  ) => startService(start, { kind, title, file, env, held })
  await Promise.all([
    service('indexer', 'Indexer', 'indexer/main.ts', indexerEnvironment(sandbox, indexer.port), indexer),
    service('api', 'API', 'api/src/main.ts', apiEnvironment(sandbox, api.port), api),
    service('worker', 'Worker', 'api/src/worker.ts', workerEnvironment(sandbox, worker.port), worker),
    pages.then(() => service('web', 'Web', 'web/serve.ts', webEnvironment(sandbox, web.port), web)),
  ])
}

/** Starts everything in the order of its needs and answers with where it is. */
export async function startSystem(start: StartContext): Promise<RunningState> {
  const { settings, ports } = start
  // The pages need nothing of the others; their failure is awaited with the services.
  const pages = buildPages(start)
  const [cluster, chains] = await Promise.all([startCluster(start), deployContracts(start), pages])
  const first = chains[0]
  if (!first) throw new Error('There is no chain to serve.')

  const name = `florin_${await genesisDigits(first.rpcUrl)}`
  const sandbox: Sandbox = {
    settings,
    chains,
    databaseUrls: await migrate(start, cluster, name),
    keys: sandboxKeys(settings.dir),
    apiUrl: localUrl(ports.api),
    webUrl: localUrl(ports.web),
  }
  await startServices(start, sandbox, pages)
  const demo = await demoSeed(start, sandbox, first)
  return {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    chainId: first.chainId,
    deploymentsDir: deploymentsDir(settings),
    urls: {
      web: sandbox.webUrl,
      api: sandbox.apiUrl,
      worker: localUrl(ports.worker),
      indexer: localUrl(ports.indexer),
      rpc: first.rpcUrl,
    },
    database: { name, urls: sandbox.databaseUrls },
    demo,
  }
}
