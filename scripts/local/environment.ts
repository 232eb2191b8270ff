import { isLocalChain } from '../../api/src/domain/localChain.ts'
import type { DatabaseUrls } from './database.ts'
import { deploymentsDir, type ServedChain } from './deployments.ts'
import { firstUrl } from './rpc.ts'
import type { SandboxKeys } from './sandboxKeys.ts'
import { hostKeys, type StartSettings } from './settings.ts'

const CHAIN_GROUP = 'main'

/** Everything that the environments of the parts are made from. */
export type Sandbox = {
  settings: StartSettings
  chains: readonly ServedChain[]
  databaseUrls: DatabaseUrls
  keys: SandboxKeys
  apiUrl: string
  webUrl: string
}

type Variables = Record<string, string>

function chainVariables(sandbox: Sandbox): Variables {
  const urls = sandbox.chains.map(({ chainId, rpcUrl }) => [`RPC_URL_${chainId}`, rpcUrl] as const)
  return {
    DEPLOYMENTS_DIR: deploymentsDir(sandbox.settings),
    CHAIN_GROUP,
    ...Object.fromEntries(urls),
  }
}

/** Pages may ask a local node themselves; for other chains the host says which endpoint is public. */
function publicRpcUrls({ chains, settings }: Sandbox): ReadonlyMap<number, string> {
  const urls = new Map<number, string>()
  for (const { chainId, rpcUrl } of chains) {
    const url =
      settings.env[`PUBLIC_RPC_URL_${chainId}`] || (isLocalChain(chainId) ? firstUrl(rpcUrl) : undefined)
    if (url) urls.set(chainId, url)
  }
  return urls
}

function serverVariables(sandbox: Sandbox): Variables {
  const { settings, chains, keys } = sandbox
  const host = hostKeys(
    settings.env,
    chains.map(({ chainId }) => chainId),
  )
  const pages = [...publicRpcUrls(sandbox)].map(
    ([chainId, url]) => [`PUBLIC_RPC_URL_${chainId}`, url] as const,
  )
  return {
    FLORIN_ENV: 'local',
    ...chainVariables(sandbox),
    ...Object.fromEntries(pages),
    API_URL: sandbox.apiUrl,
    WEB_URL: sandbox.webUrl,
    ...host.variables,
    ...(host.feeRecipient ? { FEE_RECIPIENT: host.feeRecipient } : {}),
    SECRETS_KEY: settings.env.SECRETS_KEY ?? keys.secretsKey,
    ...chosen(settings.env, ['SECRETS_KEY_PREVIOUS']),
    LOG_LEVEL: settings.logLevel,
  }
}

export function apiEnvironment(sandbox: Sandbox, port: number): Variables {
  return { ...serverVariables(sandbox), DATABASE_URL: sandbox.databaseUrls.api, PORT: String(port) }
}

export function workerEnvironment(sandbox: Sandbox, port: number): Variables {
  return { ...serverVariables(sandbox), DATABASE_URL: sandbox.databaseUrls.worker, PORT: String(port) }
}

export function indexerEnvironment(sandbox: Sandbox, port: number): Variables {
  const given = sandbox.chains.flatMap(({ chainId }) => [`RPC_WEIGHT_${chainId}`, `WS_URL_${chainId}`])
  return {
    ...chainVariables(sandbox),
    ...chosen(sandbox.settings.env, [...given, 'INDEXER_GRAPHQL_KEY']),
    DATABASE_URL: sandbox.databaseUrls.indexer,
    PORT: String(port),
  }
}

function chosen(env: StartSettings['env'], names: readonly string[]): Variables {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name]
      return value ? [[name, value] as const] : []
    }),
  )
}

export function webEnvironment(sandbox: Sandbox, port: number): Variables {
  return {
    PORT: String(port),
    API_URL: sandbox.apiUrl,
    RPC_ORIGINS: [...publicRpcUrls(sandbox).values()].join(','),
  }
}
