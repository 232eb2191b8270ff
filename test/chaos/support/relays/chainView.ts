import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import {
  createPublicClient,
  type Hash,
  type Hex,
  hexToBigInt,
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
  /** Transactions that spent a nonce of the token's, as x402's payments do. */
  authorized: ReadonlyMap<string, Hash[]>
  /** Transactions by which an account took money out, by the account in lower case. */
  withdrawn: ReadonlyMap<string, Hash[]>
  /** Receipts by sender, in lower case. */
  receipts: ReadonlyMap<Hex, Receipt[]>
  countOf(address: Hex): Promise<number>
}

export const spentKey = (account: Hex, nonce: bigint) => `${account.toLowerCase()} ${nonce}`

export async function readChain({ anvil, chain, token }: World): Promise<ChainView> {
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
  const all = { fromBlock: 0n, toBlock: 'latest', strict: true } as const
  const used = await client.getContractEvents({
    address: token.address,
    abi: testDollarAbi,
    eventName: 'AuthorizationUsed',
    ...all,
  })
  const taken = await client.getContractEvents({
    address: chain.escrow,
    abi: paymentEscrowAbi,
    eventName: 'Withdrawn',
    ...all,
  })
  const authorized = hashesBy(used, ({ args }) => spentKey(args.authorizer, hexToBigInt(args.nonce)))
  const withdrawn = hashesBy(taken, ({ args }) => args.account.toLowerCase())
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
  const countOf = (address: Hex) => client.getTransactionCount({ address })
  return { intakes, spent, authorized, withdrawn, receipts, countOf }
}

function hashesBy<L extends { transactionHash: Hash }>(
  logs: readonly L[],
  keyOf: (log: L) => string,
): Map<string, Hash[]> {
  return new Map(
    [...Map.groupBy(logs, keyOf)].map(([key, some]) => [
      key,
      some.map(({ transactionHash }) => transactionHash),
    ]),
  )
}
