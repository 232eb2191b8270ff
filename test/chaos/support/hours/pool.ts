import { type Hash, type Hex, keccak256, parseTransaction, recoverTransactionAddress } from 'viem'
import type { Random } from '../../../support/random.ts'

/** A transaction that waits for a block. */
export type Waiting = {
  raw: Hex
  hash: Hash
  sender: Hex
  nonce: number
  maxFeePerGas: bigint
  maxPriorityFeePerGas: bigint
  /** The network has not brought it to those who build blocks before this one. */
  fromBlock: number
}

export type Network = { dropPercent: number; forgetPercent: number; mostDelay: number }

/**
 * What a node and the network do with transactions between their sender and a block, by the rules of those that are in use: one
 * per nonce, replaced for an eighth more, and each refusal in their words. Some never arrive, some later, some are forgotten.
 */
export function openPool(random: Random, network: Network) {
  const waiting = new Map<string, Waiting>()
  const received = new Map<Hash, number>()
  const senders = new Map<Hash, Hex>()
  const keyOf = (sender: Hex, nonce: number) => `${sender} ${nonce}`

  async function read(raw: Hex): Promise<Waiting> {
    const { nonce = 0, maxFeePerGas = 0n, maxPriorityFeePerGas = 0n } = parseTransaction(raw)
    const hash = keccak256(raw)
    const known = senders.get(hash)
    const sender = known ?? lower(await recoverTransactionAddress({ serializedTransaction: asEip1559(raw) }))
    senders.set(hash, sender)
    return { raw, hash, sender, nonce, maxFeePerGas, maxPriorityFeePerGas, fromBlock: 0 }
  }

  /** Takes a transaction or says why not. */
  async function receive(
    raw: Hex,
    { head, count }: { head: number; count(sender: Hex): Promise<number> },
  ): Promise<Hash> {
    const next = await read(raw)
    received.set(next.hash, (received.get(next.hash) ?? 0) + 1)
    if (next.nonce < (await count(next.sender))) throw new Error('nonce too low')
    const key = keyOf(next.sender, next.nonce)
    const present = waiting.get(key)
    if (present?.hash === next.hash) throw new Error('already known')
    if (present && !isEnough(present, next)) throw new Error('replacement transaction underpriced')
    if (random.integer(100) < network.dropPercent) return next.hash
    waiting.set(key, { ...next, fromBlock: head + 1 + random.integer(1 + network.mostDelay) })
    return next.hash
  }

  /** The number of a sender's transactions, those included that wait without a gap. */
  function pendingCount(sender: Hex, mined: number): number {
    let count = mined
    while (waiting.has(keyOf(lower(sender), count))) count += 1
    return count
  }

  /** What the next block may hold, in an order that keeps each sender's own. */
  function choose(block: number, baseFee: bigint, counts: ReadonlyMap<Hex, number>): Waiting[] {
    const queues = [...counts].map(([sender, mined]) => {
      const queue: Waiting[] = []
      for (let nonce = mined; ; nonce += 1) {
        const next = waiting.get(keyOf(sender, nonce))
        if (!next || next.fromBlock > block || next.maxFeePerGas < baseFee) return queue
        queue.push(next)
      }
    })
    const chosen: Waiting[] = []
    for (;;) {
      const open = queues.filter((queue) => queue.length > 0)
      const next = open[random.integer(Math.max(open.length, 1))]?.shift()
      if (!next) return chosen
      chosen.push(next)
    }
  }

  /** Forgets what is in a block, and now and then what is not. */
  function tidy(counts: ReadonlyMap<Hex, number>): void {
    for (const [key, { sender, nonce }] of waiting) {
      const isForgotten = random.integer(1_000) < network.forgetPercent * 10
      if (nonce < (counts.get(sender) ?? 0) || isForgotten) waiting.delete(key)
    }
  }

  return {
    receive,
    pendingCount,
    choose,
    tidy,
    senders: () => new Set([...waiting.values()].map(({ sender }) => sender)),
    drop: ({ sender, nonce }: Waiting) => waiting.delete(keyOf(sender, nonce)),
    /** What a reorganisation took out of its block. */
    putBack: async (raw: Hex) => {
      const again = await read(raw)
      waiting.set(keyOf(again.sender, again.nonce), again)
    },
    size: () => waiting.size,
    /** How often each transaction came in. */
    received: (hash: Hash) => received.get(hash) ?? 0,
    /** From now on everything arrives at once, and stays. */
    heal: () => Object.assign(network, { dropPercent: 0, forgetPercent: 0, mostDelay: 0 }),
  }
}

function isEnough(present: Waiting, next: Waiting): boolean {
  return (
    next.maxFeePerGas * 8n >= present.maxFeePerGas * 9n &&
    next.maxPriorityFeePerGas * 8n >= present.maxPriorityFeePerGas * 9n
  )
}

function asEip1559(raw: Hex): `0x02${string}` {
  if (!raw.startsWith('0x02')) throw new Error('only transactions of EIP-1559 are sent here')
  return `0x02${raw.slice(4)}`
}

function lower(address: Hex): Hex {
  return `0x${address.slice(2).toLowerCase()}`
}
