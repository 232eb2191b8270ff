import { BlockNotFoundError, type Hash, type PublicClient } from 'viem'

export interface Head {
  number: bigint
  time: Date
  /** The chain's own final block; the contracts' first where it knows none. */
  finalized: bigint
}

/** The newest block and the one that the chain itself calls final. */
export async function readHead(client: PublicClient): Promise<Head> {
  const [latest, finalized] = await Promise.all([
    client.getBlock({ blockTag: 'latest' }),
    client.getBlock({ blockTag: 'finalized' }).catch((error: unknown) => {
      if (error instanceof BlockNotFoundError) return null
      throw error
    }),
  ])
  return {
    number: latest.number,
    time: new Date(Number(latest.timestamp) * 1000),
    finalized: finalized?.number ?? 0n,
  }
}

/** The canonical hash at a height; null where the chain does not reach it. */
export async function readBlockHash(client: PublicClient, blockNumber: bigint): Promise<Hash | null> {
  try {
    return (await client.getBlock({ blockNumber })).hash
  } catch (error) {
    if (error instanceof BlockNotFoundError) return null
    throw error
  }
}

/** Canonical hashes of several heights, each asked for once. */
export async function readBlockHashes(
  client: PublicClient,
  blockNumbers: readonly bigint[],
): Promise<Map<bigint, Hash | null>> {
  const hashes = new Map<bigint, Hash | null>()
  for (const number of new Set(blockNumbers)) hashes.set(number, await readBlockHash(client, number))
  return hashes
}

/** Several blocks by their heights, each asked for once; those that the chain does not reach are left out. */
export async function readBlocks(
  client: PublicClient,
  blockNumbers: readonly bigint[],
): Promise<Map<bigint, { hash: Hash; time: Date }>> {
  const blocks = new Map<bigint, { hash: Hash; time: Date }>()
  for (const blockNumber of new Set(blockNumbers)) {
    try {
      const { hash, timestamp } = await client.getBlock({ blockNumber })
      blocks.set(blockNumber, { hash, time: new Date(Number(timestamp) * 1000) })
    } catch (error) {
      if (!(error instanceof BlockNotFoundError)) throw error
    }
  }
  return blocks
}
