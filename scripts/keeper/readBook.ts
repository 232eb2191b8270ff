import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { type Book, copyOf, emptyBook, type ManagerLog, note } from './book.ts'
import type { Keeper } from './keeper.ts'

/** Blocks that are read anew each time, because a reorg may still replace them. */
const unsettledBlocks = 64n

export type Reading = { book: Book; block: bigint; now: bigint }

/** Reads all logs of the manager once, and only the newest ones after that. */
export function createReader(keeper: Keeper): () => Promise<Reading> {
  const settled = emptyBook()
  let next = keeper.fromBlock

  return async () => {
    const head = await keeper.client.getBlock()
    const settledUpTo = head.number - unsettledBlocks
    for await (const logs of logsBetween(keeper, next, settledUpTo)) {
      for (const log of logs) note(settled, log)
    }
    if (settledUpTo >= next) next = settledUpTo + 1n
    const book = copyOf(settled)
    for await (const logs of logsBetween(keeper, next, head.number)) for (const log of logs) note(book, log)
    return { book, block: head.number, now: head.timestamp }
  }
}

/** In ranges that the node accepts: where it refuses one, of half as many blocks. */
async function* logsBetween(keeper: Keeper, first: bigint, last: bigint): AsyncGenerator<ManagerLog[]> {
  const { client, manager, settings, say } = keeper
  let range = BigInt(settings.blockRange)
  for (let fromBlock = first; fromBlock <= last; ) {
    const toBlock = fromBlock + range - 1n < last ? fromBlock + range - 1n : last
    try {
      const query = {
        address: manager,
        abi: subscriptionManagerAbi,
        fromBlock,
        toBlock,
        strict: true,
      } as const
      yield await client.getContractEvents(query)
    } catch (error) {
      if (range === 1n) throw error
      range = (range + 1n) / 2n
      say(`The node refused logs of ${toBlock - fromBlock + 1n} blocks; asking for ${range}.`)
      continue
    }
    fromBlock = toBlock + 1n
  }
}
