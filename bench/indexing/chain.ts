import {
  type Address,
  createTestClient,
  type Hex,
  http,
  isAddressEqual,
  keccak256,
  numberToHex,
  publicActions,
  slice,
  toHex,
} from 'viem'
import { deploy } from '../../scripts/deploy.ts'
import { startTestAnvil } from '../../test/support/chain.ts'
import { testFile } from '../../test/support/workspace.ts'

/** The next id after those of local chains: what is asked of this chain is kept, as with any chain that is not local. */
const CHAIN_ID = 31_400
const SECONDS_BETWEEN_BLOCKS = 10
const PLENTY = 10n ** 30n
const GAS = numberToHex(8_000_000n)
const GAS_PRICE = numberToHex(10n ** 11n)

export type Call = { from: Address; to: Address; data: Hex }
export type BenchChain = Awaited<ReturnType<typeof openBenchChain>>

/** An anvil with the contracts, whose accounts are named, own plenty and sign nothing. */
export async function openBenchChain() {
  const anvil = await startTestAnvil({ chainId: CHAIN_ID, keepsNewestStateOnly: true })
  const deployments = testFile('deployments')
  const deployment = await deploy({ rpcUrl: anvil.rpcUrl, out: deployments })
  const escrow = deployment.contracts.PaymentEscrow.address
  const manager = deployment.contracts.SubscriptionManager.address
  const dollar = deployment.tokens[0]
  if (dollar === undefined) throw new Error('the deployment has no test dollar')
  const { address: token } = dollar

  // What is asked at once is sent as one batch.
  const transport = http(anvil.rpcUrl, { batch: { batchSize: 1_000 }, timeout: 60_000 })
  const client = createTestClient({ mode: 'anvil', transport, cacheTime: 0 }).extend(publicActions)
  await client.setAutomine(false)
  await client.setBlockTimestampInterval({ interval: SECONDS_BETWEEN_BLOCKS })
  const nonces = new Map<Address, number>()

  async function account(name: string): Promise<Address> {
    const address = slice(keccak256(toHex(name)), 12)
    await Promise.all([client.impersonateAccount({ address }), client.setBalance({ address, value: PLENTY })])
    return address
  }

  function send({ from, to, data }: Call): Promise<Hex> {
    const nonce = nonces.get(from) ?? 0
    nonces.set(from, nonce + 1)
    const transaction = { from, to, data, gas: GAS, gasPrice: GAS_PRICE, nonce: numberToHex(nonce) }
    return client.request<Sending>({ method: 'eth_sendTransaction', params: [transaction] })
  }

  /** Mines a block of these calls, in any order; answers how many events of our contracts it has. */
  async function mine(calls: readonly Call[]): Promise<number> {
    await Promise.all(calls.map(send))
    await client.mine({ blocks: 1 })
    const { number, transactions } = await client.getBlock()
    if (transactions.length !== calls.length)
      throw new Error(`block ${number} has ${transactions.length} transactions, expected ${calls.length}`)
    const receipts = await client.request<BlockReceipts>({
      method: 'eth_getBlockReceipts',
      params: [numberToHex(number)],
    })
    const failed = receipts.find(({ status }) => status !== '0x1')
    if (failed) throw new Error(`transaction ${failed.transactionHash} reverted`)
    const events = receipts
      .flatMap(({ logs }) => logs)
      .filter(({ address }) => !isAddressEqual(address, token))
    return events.length
  }

  const place = { chainId: CHAIN_ID, rpcUrl: anvil.rpcUrl, deployments, escrow, manager, token }
  const startBlock = deployment.contracts.PaymentEscrow.block
  return { ...place, startBlock, client, account, mine, stop: () => anvil.stop() }
}

type Sending = {
  Method: 'eth_sendTransaction'
  Parameters: [Call & { gas: Hex; gasPrice: Hex; nonce: Hex }]
  ReturnType: Hex
}
type Receipt = { status: Hex; transactionHash: Hex; logs: { address: Address }[] }
type BlockReceipts = { Method: 'eth_getBlockReceipts'; Parameters: [block: Hex]; ReturnType: Receipt[] }
