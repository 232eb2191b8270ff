import { type Deployment, readDeployments } from './deployment.ts'

/** A chain this process indexes: its contracts, and where to ask. */
export type IndexedChain = Deployment & { rpcUrls: string[]; local: boolean }

// Hardhat's and anvil's chain ids. Each start of such a chain is another chain with the same id, and blocks come fast.
const LOCAL_CHAINS = { first: 31337, last: 31399 }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The chain group of this process: the chains with both a deployment file in `DEPLOYMENTS_DIR` and an
 * `RPC_URL_<chainId>`, whose value is one URL or several separated by commas.
 */
export function indexedChains(env: Environment): IndexedChain[] {
  const folder = env.DEPLOYMENTS_DIR
  if (!folder) throw new Error('DEPLOYMENTS_DIR must name the folder of the <chainId>.json files')
  const deployments = readDeployments(folder)
  const chains = rpcUrlsByChain(env).map(([chainId, rpcUrls]) => {
    const deployment = deployments.find((known) => known.chainId === chainId)
    if (!deployment) throw new Error(`RPC_URL_${chainId} is set, but ${folder} has no ${chainId}.json`)
    return { ...deployment, rpcUrls, local: isLocalChain(chainId) }
  })
  if (chains.length === 0)
    throw new Error(
      `RPC_URL_<chainId> must be set for at least one chain of ${folder}, for example RPC_URL_31337`,
    )
  return chains.sort((a, b) => a.chainId - b.chainId)
}

function rpcUrlsByChain(env: Environment): [chainId: number, urls: string[]][] {
  return Object.entries(env).flatMap(([name, value]) => {
    const chainId = /^RPC_URL_(\d+)$/.exec(name)?.[1]
    if (chainId === undefined || !value) return []
    return [[Number(chainId), value.split(',').map((url) => rpcUrl(name, url.trim()))]]
  })
}

function rpcUrl(name: string, url: string): string {
  if (!URL.canParse(url) || !['http:', 'https:', 'ws:', 'wss:'].includes(new URL(url).protocol))
    throw new Error(`${name} must be one or more http(s) URLs separated by commas`)
  return url
}

function isLocalChain(chainId: number): boolean {
  return chainId >= LOCAL_CHAINS.first && chainId <= LOCAL_CHAINS.last
}
