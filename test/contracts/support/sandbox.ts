import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeListToken } from '@florin/sdk/escrow/adminCalldata.ts'
import type { EscrowDomain } from '@florin/sdk/escrow/terms.ts'
import hre from 'hardhat'
import type { Address, Hex, TransactionReceipt } from 'viem'
import { createWalletClient, custom, getContractAddress, publicActions, testActions, zeroAddress } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { paymentEscrowArtifact } from '../../../ignition/generated/paymentEscrow.ts'
import { subscriptionManagerArtifact } from '../../../ignition/generated/subscriptionManager.ts'
import { testDollarArtifact } from '../../../ignition/generated/testDollar.ts'

/** The public mnemonic of every Hardhat node. */
const mnemonic = 'test test test test test test test test test test test junk'
export const account = (addressIndex: number) => mnemonicToAccount(mnemonic, { addressIndex })

export type Account = ReturnType<typeof account>

export const accounts = {
  admin: account(0),
  relayer: account(1),
  merchant: account(2),
  operator: account(3),
  payer: account(4),
  feeRecipient: account(5),
  stranger: account(6),
}

export const tokenDomain = { name: 'Florin Test Dollar', version: '2' }
export const million = 1_000_000_000_000n

type Creation = { abi: readonly unknown[]; bytecode: string; args?: readonly unknown[] }

type Options = {
  /**
   * `shipped` creates SubscriptionManager after the escrow, which knows its address beforehand; another manager is created
   * before the escrow; without one it is zero.
   */
  manager?: Creation | 'shipped'
  /** A Hardhat node that mines each transaction at once, instead of a chain in this process. */
  rpcUrl?: string
}

/**
 * A fresh chain in this process, its clock begun at a fixed date so that gas repeats, with the shipped escrow, which takes the
 * chain's own coin and a test dollar of which the payer has a million.
 */
export async function sandbox(options: Options = {}) {
  const connection = await connect(options.rpcUrl)
  const client = createWalletClient({
    account: accounts.admin,
    chain: hardhat,
    transport: custom(connection.provider, { retryCount: 0 }),
    pollingInterval: 1,
  })
    .extend(publicActions)
    .extend(testActions({ mode: 'hardhat' }))

  /** A node of its own may answer with a hash before it has the receipt. */
  function receiptOf(hash: Hex): Promise<TransactionReceipt> {
    return options.rpcUrl === undefined
      ? client.getTransactionReceipt({ hash })
      : client.waitForTransactionReceipt({ hash })
  }

  async function create({ abi, bytecode, args = [] }: Creation) {
    const hash = await client.deployContract({ abi, bytecode: hex(bytecode), args })
    const { contractAddress } = await receiptOf(hash)
    if (contractAddress == null) throw new Error(`transaction ${hash}: expected a contract, found none`)
    return contractAddress
  }

  /** Sends a transaction that must succeed. */
  async function send(from: Account, to: Address, data: Hex, value = 0n): Promise<TransactionReceipt> {
    const hash = await client.sendTransaction({ account: from, to, data, value })
    const receipt = await receiptOf(hash)
    if (receipt.status !== 'success') throw new Error(`transaction ${hash}: expected success, found a revert`)
    return receipt
  }

  async function now(): Promise<bigint> {
    return (await client.getBlock()).timestamp
  }

  const createEscrow = (manager: Address) =>
    create({ ...paymentEscrowArtifact, args: [accounts.admin.address, manager] })

  /** Each of the two shipped contracts knows the other, so the second one's address has to be known before. */
  async function createShipped() {
    const from = accounts.admin.address
    const nonce = BigInt(await client.getTransactionCount({ address: from })) + 1n
    const escrow = await createEscrow(getContractAddress({ from, nonce }))
    return { escrow, manager: await create({ ...subscriptionManagerArtifact, args: [escrow] }) }
  }

  async function createKnowing(creation: Creation | undefined) {
    const manager = creation ? await create(creation) : zeroAddress
    return { escrow: await createEscrow(manager), manager }
  }

  const { escrow, manager } = await (options.manager === 'shipped'
    ? createShipped()
    : createKnowing(options.manager))
  const token = await create(testDollarArtifact)
  const domain: EscrowDomain = { chainId: hardhat.id, escrow }
  for (const listed of [token, zeroAddress]) await send(accounts.admin, escrow, encodeListToken(listed, true))
  await client.writeContract({
    address: token,
    abi: testDollarAbi,
    functionName: 'mint',
    args: [accounts.payer.address, million],
  })
  return { client, domain, escrow, manager, token, create, send, now, close: () => connection.close() }
}

function connect(rpcUrl: string | undefined) {
  if (rpcUrl !== undefined) return hre.network.create({ network: 'rpc', override: { url: rpcUrl } })
  return hre.network.create({ override: { initialDate: '2030-01-01T00:00:00Z' } })
}

export type Sandbox = Awaited<ReturnType<typeof sandbox>>

function hex(text: string): Hex {
  return `0x${text.slice(2)}`
}
