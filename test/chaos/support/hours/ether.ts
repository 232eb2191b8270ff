import {
  createPublicClient,
  custom,
  type Hex,
  HttpRequestError,
  http,
  numberToHex,
  type PublicClient,
  RpcRequestError,
} from 'viem'
import type { World } from '../../../api/support/world.ts'
import type { Random } from '../../../support/random.ts'
import { chainOf } from '../processes/onChain.ts'
import { type Network, openPool } from './pool.ts'

const GWEI = 10n ** 9n
export const SECONDS_PER_BLOCK = 12

export type Weather = { network: Network; silentPerMille: number }

export type Ether = Awaited<ReturnType<typeof openEther>>

/** A chain that moves by blocks of twelve seconds when it is told to, and a way to it that is as bad as told. */
export async function openEther(world: World, random: Random, weather: Weather) {
  const chain = chainOf(world)
  const { client } = chain
  const pool = openPool(random, weather.network)
  const node = http(world.anvil.rpcUrl)({})
  await client.setAutomine(false)
  await client.setBlockTimestampInterval({ interval: SECONDS_PER_BLOCK })
  let tip = GWEI

  const minedCount = (address: Hex) => client.getTransactionCount({ address })

  async function request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    const [first, second]: unknown[] = Array.isArray(params) ? params : []
    if (random.integer(1_000) < weather.silentPerMille) throw silence(method)
    if (method === 'eth_sendRawTransaction') return send(String(first))
    if (method === 'eth_maxPriorityFeePerGas') return numberToHex(tip)
    if (method === 'eth_getTransactionCount' && second === 'pending') {
      const address = asHex(String(first))
      return numberToHex(pool.pendingCount(address, await minedCount(address)))
    }
    return node.request({ method, params })
  }

  async function send(raw: string): Promise<string> {
    const head = Number(await client.getBlockNumber())
    try {
      const hash = await pool.receive(asHex(raw), { head, count: minedCount })
      // Taken, and nobody hears of it.
      if (random.integer(1_000) < weather.silentPerMille) throw silence('eth_sendRawTransaction')
      return hash
    } catch (error) {
      if (error instanceof HttpRequestError) throw error
      const message = error instanceof Error ? error.message : String(error)
      throw new RpcRequestError({ body: {}, url: 'the node', error: { code: -32_000, message } })
    }
  }

  /** Mines one block of what waits, at a base fee. */
  async function mine(baseFee: bigint): Promise<void> {
    const block = Number(await client.getBlockNumber()) + 1
    const counts = await countsOf(pool.senders())
    for (const waiting of pool.choose(block, baseFee, counts)) {
      await client.sendRawTransaction({ serializedTransaction: waiting.raw }).catch(() => pool.drop(waiting))
    }
    await client.setNextBlockBaseFeePerGas({ baseFeePerGas: baseFee })
    await client.mine({ blocks: 1 })
    pool.tidy(await countsOf(pool.senders()))
  }

  async function countsOf(senders: ReadonlySet<Hex>): Promise<Map<Hex, number>> {
    const counts = new Map<Hex, number>()
    for (const sender of senders) counts.set(sender, await minedCount(sender))
    return counts
  }

  /** Replaces the newest blocks by empty ones. Most of what they held waits again, the rest is forgotten. */
  async function reorg(depth: number): Promise<void> {
    const removed = await chain.newest(depth)
    await chain.reorg(depth, [])
    await client.request<DropAll>({ method: 'anvil_dropAllTransactions' })
    for (const { raw } of removed) if (random.integer(4) > 0) await pool.putBack(raw)
  }

  return {
    chain,
    pool,
    mine,
    reorg,
    /** A client as our processes have it. */
    openClient: (): PublicClient =>
      createPublicClient({ transport: custom({ request }, { retryCount: 0 }), cacheTime: 0 }),
    send: (raw: Hex) => send(raw).catch(() => undefined),
    pendingCount: async (address: Hex) => pool.pendingCount(address, await minedCount(address)),
    setTip: (gwei: number) => {
      tip = BigInt(gwei) * GWEI
    },
    seconds: async () => (await client.getBlock()).timestamp,
    heal: () => {
      weather.silentPerMille = 0
      pool.heal()
    },
  }
}

type DropAll = { Method: 'anvil_dropAllTransactions'; Parameters?: undefined; ReturnType: null }

const silence = (method: string) =>
  new HttpRequestError({ url: 'the node', body: { method }, details: 'the connection was lost' })

function asHex(text: string): Hex {
  return `0x${text.slice(2)}`
}
