import { type Deployment, readDeployments } from './deployment.ts'

/** A chain this process indexes: its contracts, and where to ask. */
export type IndexedChain = Deployment & { rpc: WeightedUrl[]; wsUrl: string | undefined; local: boolean }

/** @param weight How many times the requests a second that a shared provider is asked at first. */
type WeightedUrl = { url: string; weight: number }

// Hardhat's and anvil's chain ids. Each start of such a chain is another chain with the same id, and blocks come fast.
const LOCAL_CHAINS = { first: 31337, last: 31399 }
const LARGEST_WEIGHT = 50
const LOCAL_WEIGHT = 10

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The chain group of this process: the chains with both a deployment file in `DEPLOYMENTS_DIR` and an
 * `RPC_URL_<chainId>`, whose value is one URL or several separated by commas, of which any may fail.
 * `RPC_WEIGHT_<chainId>` gives each a weight, and `WS_URL_<chainId>` announces new blocks.
 */
export function indexedChains(env: Environment): IndexedChain[] {
  const folder = env.DEPLOYMENTS_DIR
  if (!folder) throw new Error('DEPLOYMENTS_DIR must name the folder of the <chainId>.json files')
  const deployments = readDeployments(folder)
  const chains = configuredChainIds(env).map((chainId) => {
    const deployment = deployments.find((known) => known.chainId === chainId)
    if (!deployment) throw new Error(`RPC_URL_${chainId} is set, but ${folder} has no ${chainId}.json`)
    const local = isLocalChain(chainId)
    return { ...deployment, rpc: weightedUrls(env, chainId, local), wsUrl: wsUrl(env, chainId), local }
  })
  if (chains.length === 0)
    throw new Error(
      `RPC_URL_<chainId> must be set for at least one chain of ${folder}, for example RPC_URL_31337`,
    )
  return chains.sort((a, b) => a.chainId - b.chainId)
}

function configuredChainIds(env: Environment): number[] {
  return Object.entries(env).flatMap(([name, value]) => {
    const chainId = /^RPC_URL_(\d+)$/.exec(name)?.[1]
    return chainId === undefined || !value ? [] : [Number(chainId)]
  })
}

function weightedUrls(env: Environment, chainId: number, local: boolean): WeightedUrl[] {
  const name = `RPC_URL_${chainId}`
  const urls = listOf(env[name]).map((url) => checkedUrl(name, url, ['http:', 'https:']))
  const weights = weightsOf(env, chainId, urls.length)
  return urls.map((url, position) => ({ url, weight: weights?.[position] ?? (local ? LOCAL_WEIGHT : 1) }))
}

function weightsOf(env: Environment, chainId: number, count: number): number[] | undefined {
  const name = `RPC_WEIGHT_${chainId}`
  if (!env[name]) return undefined
  const weights = listOf(env[name]).map(Number)
  const isWeight = (weight: number) => Number.isInteger(weight) && weight >= 1 && weight <= LARGEST_WEIGHT
  if (weights.length === count && weights.every(isWeight)) return weights
  throw new Error(
    `${name} must be a whole number from 1 to ${LARGEST_WEIGHT} for each of the ${count} URLs of RPC_URL_${chainId}, separated by commas`,
  )
}

function wsUrl(env: Environment, chainId: number): string | undefined {
  const name = `WS_URL_${chainId}`
  const url = env[name]?.trim()
  return url ? checkedUrl(name, url, ['ws:', 'wss:']) : undefined
}

function listOf(value: string | undefined): string[] {
  return (value ?? '').split(',').map((item) => item.trim())
}

/** The value may hold a provider's key, so no message shows it. */
function checkedUrl(name: string, url: string, protocols: readonly [string, string]): string {
  if (URL.canParse(url) && protocols.includes(new URL(url).protocol)) return url
  const kind = protocols.includes('ws:') ? 'a ws(s) URL' : 'one or more http(s) URLs separated by commas'
  throw new Error(`${name} must be ${kind}`)
}

function isLocalChain(chainId: number): boolean {
  return chainId >= LOCAL_CHAINS.first && chainId <= LOCAL_CHAINS.last
}
