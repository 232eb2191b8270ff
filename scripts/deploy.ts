import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import hre from 'hardhat'
import type { Address, PublicClient } from 'viem'
import localSandbox from '../ignition/modules/localSandbox.ts'
import { type Creation, creationOf } from './deployment/creationOf.ts'
import { predictManager } from './deployment/predictManager.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const usage = 'Usage: node scripts/deploy.ts [--rpc http://127.0.0.1:8545] [--out deployments]'

export type Deployment = {
  chainId: number
  name: string
  mode: 'test' | 'live'
  confirmations: number
  explorer: string | null
  contracts: { PaymentEscrow: Creation; SubscriptionManager: Creation }
  tokens: {
    address: Address
    symbol: string
    name: string
    decimals: number
    eip712: { name: string; version: string }
    eip3009: boolean
  }[]
}

type Connection = Awaited<ReturnType<typeof hre.network.create<'generic'>>>

/**
 * Deploys both contracts and the test dollar to a local chain by Ignition and writes `<out>/<chainId>.json`, or nothing where
 * anything fails.
 * @param rpcUrl A Hardhat node or anvil that holds the keys of its test accounts.
 * @param out The folder of deployment files.
 */
export async function deploy({ rpcUrl, out }: { rpcUrl: string; out: string }): Promise<Deployment> {
  const connection = await hre.network.create({ network: 'rpc', override: { url: rpcUrl } })
  try {
    const client = await connection.viem.getPublicClient()
    await requireLocalNode(client)
    const before = await client.getBlockNumber({ cacheTime: 0 })
    const { escrow, manager, testDollar } = await deploySandbox(connection, client)
    const contracts = {
      PaymentEscrow: await creationOf(client, escrow.address, before),
      SubscriptionManager: await creationOf(client, manager.address, before),
    }
    const deployment = localDeployment(await client.getChainId(), contracts, testDollar.address)
    await write(join(out, `${deployment.chainId}.json`), deployment)
    return deployment
  } finally {
    await connection.close()
  }
}

async function deploySandbox(connection: Connection, client: PublicClient) {
  const [deployer] = await connection.viem.getWalletClients()
  if (deployer === undefined) throw new Error('rpc: expected a node with accounts, found none')
  const manager = await predictManager(client, deployer.account.address)
  // The state of a local chain is gone when its node stops, so a journal of it must never be resumed.
  const deploymentId = `local-${randomUUID()}`
  try {
    return await connection.ignition.deploy(localSandbox, {
      deploymentId,
      parameters: { PaymentEscrow: { subscriptionManager: manager } },
      config: { requiredConfirmations: 1, blockPollingInterval: 50 },
    })
  } catch (error) {
    throw await explained(error, client, manager)
  } finally {
    await rm(join(root, 'ignition', 'deployments', deploymentId), { recursive: true, force: true })
  }
}

/** The test dollar can be minted by anyone: it must never stand beside real money. */
async function requireLocalNode(client: PublicClient): Promise<void> {
  const version = await client.request({ method: 'web3_clientVersion' })
  if (/^(hardhat|anvil)/i.test(version)) return
  throw new Error(`rpc: expected a Hardhat node or anvil, found ${version}`)
}

/** An escrow without its manager works for payments alone and for ever, so it is given up rather than used. */
async function explained(error: unknown, client: PublicClient, manager: Address): Promise<unknown> {
  const code = await client.getCode({ address: manager }).catch(() => undefined)
  if (code !== undefined) return error
  return new Error(
    `SubscriptionManager: expected at ${manager}, found nothing there. Has the deployer sent something else meanwhile? ` +
      'No deployment file was written, and an escrow that was created is to be forgotten: deploy again.',
    { cause: error },
  )
}

function localDeployment(
  chainId: number,
  contracts: Deployment['contracts'],
  testDollar: Address,
): Deployment {
  return {
    chainId,
    name: 'Local',
    mode: 'test',
    confirmations: 1,
    explorer: null,
    contracts,
    tokens: [
      {
        address: testDollar,
        symbol: 'TUSD',
        name: 'Florin Test Dollar',
        decimals: 6,
        eip712: { name: 'Florin Test Dollar', version: '2' },
        eip3009: true,
      },
    ],
  }
}

async function write(path: string, deployment: Deployment): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${JSON.stringify(deployment, null, 2)}\n`)
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rpc: { type: 'string', default: 'http://127.0.0.1:8545' },
      out: { type: 'string', default: join(root, 'deployments') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return
  }
  console.log(JSON.stringify(await deploy({ rpcUrl: values.rpc, out: values.out }), null, 2))
}

if (import.meta.main) await main(process.argv.slice(2))
