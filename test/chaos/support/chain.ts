import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import {
  type Address,
  createTestClient,
  type Hash,
  type Hex,
  http,
  publicActions,
  type TypedDataDomain,
} from 'viem'

type AnvilReorg = {
  Method: 'anvil_reorg'
  Parameters: [depth: number, again: readonly MinedAgain[]]
  ReturnType: null
}
type RawTransaction = { Method: 'debug_getRawTransaction'; Parameters: [Hash]; ReturnType: Hex }

/** A signed transaction and the new block that it goes into, counted from 0. */
export type MinedAgain = readonly [raw: Hex, block: number]

/** A transaction that stands in one of the newest blocks. */
export type Standing = { hash: Hash; raw: Hex; sender: Address }

export type Place = {
  chainId: number
  rpcUrl: string
  escrow: Address
  manager: Address
  token: Address
  tokenDomain: TypedDataDomain & { name: string; version: string }
}

/** What is to happen before the newest blocks are replaced. */
type BeforeReorg = (depth: number) => Promise<void>

export type ChaosChain = ReturnType<typeof openChain>

/** A development chain that mines when it is told to, and whose newest blocks can be replaced. */
export function openChain(place: Place, beforeReorg: BeforeReorg = async () => {}) {
  const client = createTestClient({ mode: 'anvil', transport: http(place.rpcUrl), cacheTime: 0 }).extend(
    publicActions,
  )

  /** The transactions of the newest blocks in the order of the chain. */
  async function newest(depth: number): Promise<Standing[]> {
    const head = Number(await client.getBlockNumber())
    const heights = Array.from({ length: depth }, (_, index) => BigInt(head - depth + 1 + index))
    const blocks = await Promise.all(
      heights.map((blockNumber) => client.getBlock({ blockNumber, includeTransactions: true })),
    )
    const standing = blocks.flatMap(({ transactions }) => transactions)
    return Promise.all(
      standing.map(async ({ hash, from }) => ({ hash, sender: from, raw: await rawOf(hash) })),
    )
  }

  const rawOf = (hash: Hash) =>
    client.request<RawTransaction>({ method: 'debug_getRawTransaction', params: [hash] })

  const balanceOf = (account: Address) =>
    client.readContract({
      address: place.escrow,
      abi: paymentEscrowAbi,
      functionName: 'balance',
      args: [account, place.token],
    })

  const paymentOf = async (id: Hex) => {
    const [, capturable, refundable] = await client.readContract({
      address: place.escrow,
      abi: paymentEscrowAbi,
      functionName: 'paymentOf',
      args: [id],
    })
    return { capturable, refundable }
  }

  return {
    ...place,
    client,
    newest,
    balanceOf,
    paymentOf,
    mine: (blocks: number) => client.mine({ blocks }),
    /** Replaces the newest blocks by as many that hold only what is given. */
    async reorg(depth: number, again: readonly MinedAgain[]): Promise<void> {
      await beforeReorg(depth)
      await client.request<AnvilReorg>({ method: 'anvil_reorg', params: [depth, again] })
    },
  }
}
