import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAddress, isHex } from 'viem'

/** Where a contract is, and the block that it was created in. */
type DeployedContract = { address: `0x${string}`; startBlock: number }

/** What the indexer needs to know about a chain where the contracts live. */
export type Deployment = { chainId: number; escrow: DeployedContract; manager: DeployedContract }

const LARGEST_CHAIN_ID = 2 ** 31 - 1

/** Every `<chainId>.json` of the folder, by chain id. */
export function readDeployments(folder: string): Deployment[] {
  return readdirSync(folder)
    .filter((file) => /^\d+\.json$/.test(file))
    .map((file) => parseDeployment(file, JSON.parse(readFileSync(join(folder, file), 'utf8'))))
    .sort((a, b) => a.chainId - b.chainId)
}

/** @param file Name that error messages mention. */
export function parseDeployment(file: string, json: unknown): Deployment {
  const chainId = field(json, 'chainId')
  if (!isCount(chainId) || chainId < 1 || chainId > LARGEST_CHAIN_ID)
    throw new Error(`${file}: chainId must be a whole number from 1 to ${LARGEST_CHAIN_ID}`)
  if (file !== `${chainId}.json`)
    throw new Error(`${file}: chainId is ${chainId}, but the file's name says otherwise`)

  const contracts = field(json, 'contracts')
  return {
    chainId,
    escrow: parseContract(file, contracts, 'PaymentEscrow'),
    manager: parseContract(file, contracts, 'SubscriptionManager'),
  }
}

function parseContract(file: string, contracts: unknown, name: string): DeployedContract {
  const contract = field(contracts, name)
  const address = field(contract, 'address')
  if (!isHex(address) || !isAddress(address))
    throw new Error(`${file}: contracts.${name}.address must be an address`)
  const startBlock = field(contract, 'block')
  if (!isCount(startBlock)) throw new Error(`${file}: contracts.${name}.block must be a block number`)
  return { address, startBlock }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
