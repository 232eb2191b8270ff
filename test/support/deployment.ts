import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  type Address,
  createPublicClient,
  createWalletClient,
  type Hex,
  http,
  isAddressEqual,
  type PublicClient,
} from 'viem'
import type { Deployment } from '../../scripts/deploy.ts'
import { creationOf } from '../../scripts/deployment/creationOf.ts'
import { localAccount } from '../../scripts/local/accounts.ts'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { runFolder } from './cluster.ts'

type Sent = { to: Address | null; data: Hex; gas: string }
type Chain = Pick<LocalChain, 'chainId' | 'rpcUrl'>
type Recording = { deployment: Deployment; transactions: Sent[] }

/**
 * Puts both contracts and the test dollar on a chain, and writes `<out>/<chainId>.json`, as scripts/deploy.ts does. The first
 * test file of a run deploys by that script, and on other fresh chains the same transactions are sent again, which takes no
 * Ignition. A chain whose deployer has sent anything would give the contracts other addresses.
 */
export async function deployForTests(node: LocalChain, out: string): Promise<Deployment> {
  const folder = runFolder()
  if (folder === undefined || !(await isFresh(node))) return deployByScript(node, out)
  const file = path.join(folder, 'deployment.json')
  if (existsSync(file)) return replay(node, readRecording(file), out)
  const deployment = await deployByScript(node, out)
  const recording = { deployment, transactions: await transactionsOf(node) }
  // Under another name first: another test file may look for it at any moment.
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(recording))
  renameSync(unfinished, file)
  return deployment
}

/** Hardhat takes half a second to load, which only who deploys by it has to spend. */
async function deployByScript({ rpcUrl }: LocalChain, out: string): Promise<Deployment> {
  const { deploy } = await import('../../scripts/deploy.ts')
  return deploy({ rpcUrl, out })
}

async function isFresh({ chainId, rpcUrl }: Chain): Promise<boolean> {
  const { address } = localAccount(chainId, 'deployer')
  return (await publicClient(rpcUrl).getTransactionCount({ address })) === 0
}

function readRecording(file: string): Recording {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** All that the deployer of a fresh chain has sent, in its order. */
async function transactionsOf({ chainId, rpcUrl }: Chain): Promise<Sent[]> {
  const client = publicClient(rpcUrl)
  const deployer = localAccount(chainId, 'deployer').address
  const head = await client.getBlockNumber()
  const found: (Sent & { nonce: number })[] = []
  for (let blockNumber = 0n; blockNumber <= head; blockNumber += 1n) {
    const { transactions } = await client.getBlock({ blockNumber, includeTransactions: true })
    for (const { from, to, input, gas, nonce } of transactions)
      if (isAddressEqual(from, deployer)) found.push({ to, data: input, gas: String(gas), nonce })
  }
  return found.sort((a, b) => a.nonce - b.nonce).map(({ to, data, gas }) => ({ to, data, gas }))
}

async function replay(
  { chainId, rpcUrl }: LocalChain,
  { deployment, transactions }: Recording,
  out: string,
): Promise<Deployment> {
  const client = publicClient(rpcUrl)
  const before = await client.getBlockNumber()
  await send({ chainId, rpcUrl }, transactions)
  const { PaymentEscrow: escrow, SubscriptionManager: manager } = deployment.contracts
  const contracts = {
    PaymentEscrow: await creationOf(client, escrow.address, before),
    SubscriptionManager: await creationOf(client, manager.address, before),
  }
  const replayed = { ...deployment, chainId, contracts }
  await mkdir(out, { recursive: true })
  await writeFile(path.join(out, `${chainId}.json`), `${JSON.stringify(replayed, null, 2)}\n`)
  return replayed
}

/** Sends transactions of the deployer, which all have to succeed. */
async function send({ chainId, rpcUrl }: Chain, transactions: readonly Sent[]): Promise<void> {
  const account = localAccount(chainId, 'deployer').address
  const wallet = createWalletClient({ account, transport: http(rpcUrl) })
  const hashes: Hex[] = []
  for (const { to, data, gas } of transactions)
    hashes.push(await wallet.sendTransaction({ to, data, gas: BigInt(gas), chain: null }))
  for (const hash of hashes) {
    const { status } = await publicClient(rpcUrl).waitForTransactionReceipt({ hash })
    if (status !== 'success') throw new Error(`chain ${chainId}: the recorded deployment was reverted`)
  }
}

function publicClient(rpcUrl: string): PublicClient {
  return createPublicClient({ transport: http(rpcUrl), cacheTime: 0, pollingInterval: 20 })
}
