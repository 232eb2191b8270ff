export interface Span {
  fromBlock: bigint
  toBlock: bigint
}

/** Many providers refuse to look for logs in more blocks than some thousands at once. */
const MOST_BLOCKS = 2_000n

/** Reads a range of blocks, both ends in it, in parts that providers do not refuse, the oldest first. */
export async function readInSpans<T>(
  { fromBlock, toBlock }: Span,
  read: (span: Span) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = []
  for (let from = fromBlock; from <= toBlock; from += MOST_BLOCKS) {
    const end = from + MOST_BLOCKS - 1n
    all.push(...(await read({ fromBlock: from, toBlock: end < toBlock ? end : toBlock })))
  }
  return all
}

/** Finds what lies in a range of blocks once at the most. The newest part comes first: what is looked for is mostly new. */
export async function findInSpans<T>(
  { fromBlock, toBlock }: Span,
  find: (span: Span) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let to = toBlock; to >= fromBlock; to -= MOST_BLOCKS) {
    const start = to - MOST_BLOCKS + 1n
    const found = await find({ fromBlock: start > fromBlock ? start : fromBlock, toBlock: to })
    if (found !== undefined) return found
  }
  return undefined
}
