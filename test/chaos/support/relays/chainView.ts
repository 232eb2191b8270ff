import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import {
  createPublicClient,
  type Hash,
  type Hex,
  http,
  parseEventLogs,
  type RpcTransactionReceipt,
} from 'viem'
import type { World } from '../../../api/support/world.ts'

type BlockReceipts = {
  Method: 'eth_getBlockReceipts'
  Parameters: [block: Hex]
  ReturnType: RpcTransactionReceipt[]
}

/** What one transaction of a key cost, by its receipt. */
type Receipt = { hash: Hash; succeeded: boolean; wei: bigint }

/** What the chain itself says about intents and about keys, asked without a proxy and without our code. */
export type ChainView = {
  /** Transactions by which a payment entered, by its id. */
  intakes: ReadonlyMap<Hex, Hash[]>
  /** Transactions that spent a signed action's nonce, with the digest of what was done. */
  spent: ReadonlyMap<string, { hash: Hash; digest: Hex }[]>
  /** Receipts by sender, in lower case. */
  receipts: ReadonlyMap<Hex, Receipt[]>
  countOf(address: Hex): Promise<number>
}

export const spentKey = (account: Hex, nonce: bigint) => `${account.toLowerCase()} ${nonce}`

export async function readChain({ anvil, chain }: World): Promise<ChainView> {
  const client = createPublicClient({ transport: http(anvil.rpcUrl), cacheTime: 0 })
  const address = [chain.escrow, chain.manager]
  const logs = await client.getLogs({ address, fromBlock: 0n, toBlock: 'latest' })
  const events = parseEventLogs({
    abi: paymentEscrowAbi,
    logs,
    eventName: ['Charged', 'Authorized', 'NonceUsed'],
  })
  const intakes = new Map<Hex, Hash[]>()
  const spent = new Map<string, { hash: Hash; digest: Hex }[]>()
  for (const { eventName, args, transactionHash: hash } of events) {
    if (eventName === 'NonceUsed') {
      const key = spentKey(args.account, args.nonce)
      spent.set(key, [...(spent.get(key) ?? []), { hash, digest: args.digest }])
    } else intakes.set(args.id, [...(intakes.get(args.id) ?? []), hash])
  }
  const receipts = new Map<Hex, Receipt[]>()
  const head = Number(await client.getBlockNumber())
  for (let number = 0; number <= head; number += 1) {
    const block = await client.request<BlockReceipts>({
      method: 'eth_getBlockReceipts',
      params: [`0x${number.toString(16)}`],
    })
    for (const { from, transactionHash: hash, status, gasUsed, effectiveGasPrice } of block) {
      const receipt = { hash, succeeded: status === '0x1', wei: BigInt(gasUsed) * BigInt(effectiveGasPrice) }
      const sender: Hex = `0x${from.slice(2).toLowerCase()}`
      receipts.set(sender, [...(receipts.get(sender) ?? []), receipt])
    }
  }
  return { intakes, spent, receipts, countOf: (address) => client.getTransactionCount({ address }) }
}
