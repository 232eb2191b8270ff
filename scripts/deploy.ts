import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import hre from 'hardhat'
import type { Address, Hash, PublicClient } from 'viem'
import localSandbox from '../ignition/modules/localSandbox.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const usage = 'Usage: node scripts/deploy.ts [--rpc http://127.0.0.1:8545] [--out deployments]'

export type Deployment = {
  chainId: number
  name: string
  mode: 'test' | 'live'
  confirmations: number
  explorer: string | null
  contracts: { PaymentEscrow: { address: Address; block: number; transaction: Hash } }
  tokens: {
    address: Address
    symbol: string
    name: string
    decimals: number
    eip712: { name: string; version: string }
    eip3009: boolean
  }[]
}

/**
 * Deploys the escrow and the test dollar to a local chain by Ignition and writes `<out>/<chainId>.json`.
 * @param rpcUrl A Hardhat node or anvil that holds the keys of its test accounts.
 * @param out The folder of deployment files.
 */
export async function deploy({ rpcUrl, out }: { rpcUrl: string; out: string }): Promise<Deployment> {
  const connection = await hre.network.create({ network: 'rpc', override: { url: rpcUrl } })
  try {
    const client = await connection.viem.getPublicClient()
    await requireLocalNode(client)
    // The state of a local chain is gone when its node stops, so a journal of it must never be resumed.
    const deploymentId = `local-${randomUUID()}`
    const journal = join(root, 'ignition', 'deployments', deploymentId)
    try {
      const { escrow, testDollar } = await connection.ignition.deploy(localSandbox, {
        deploymentId,
        config: { requiredConfirmations: 1, blockPollingInterval: 50 },
      })
      const creation = await creationOf(client, escrow.address)
      const deployment = localDeployment(await client.getChainId(), creation, testDollar.address)
      await write(join(out, `${deployment.chainId}.json`), deployment)
      return deployment
    } finally {
      await rm(journal, { recursive: true, force: true })
    }
  } finally {
    await connection.close()
  }
}

/** The test dollar can be minted by anyone: it must never stand beside real money. */
async function requireLocalNode(client: PublicClient): Promise<void> {
  const version = await client.request({ method: 'web3_clientVersion' })
  if (/^(hardhat|anvil)/i.test(version)) return
  throw new Error(`rpc: expected a Hardhat node or anvil, found ${version}`)
}

/** The constructor's first event tells where the escrow was created. */
async function creationOf(client: PublicClient, address: Address) {
  const [created] = await client.getContractEvents({
    address,
    abi: paymentEscrowAbi,
    eventName: 'OwnershipTransferred',
    fromBlock: 'earliest',
    strict: true,
  })
  if (created === undefined)
    throw new Error(`PaymentEscrow at ${address}: expected its creation in the logs, found none`)
  return { address, block: Number(created.blockNumber), transaction: created.transactionHash }
}

function localDeployment(
  chainId: number,
  escrow: Deployment['contracts']['PaymentEscrow'],
  testDollar: Address,
): Deployment {
  return {
    chainId,
    name: 'Local',
    mode: 'test',
    confirmations: 1,
    explorer: null,
    contracts: { PaymentEscrow: escrow },
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
