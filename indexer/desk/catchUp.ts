/** Answers whether a Ponder has reached the heads of its chains that stood when it was first looked at. */
export type CatchUp = (pid: number | undefined, chains: readonly Position[]) => boolean

type Position = { chainId: number; block: bigint; head: { number: bigint } }

/**
 * A Ponder that was started again may be whole and a few blocks behind, which the limit of lag allows. What happened while
 * it was away is missing all the same, so it has to be level once before anybody relies on it.
 */
export function openCatchUp(): CatchUp {
  let current: number | undefined
  let heads = new Map<number, bigint>()

  return (pid, chains) => {
    if (pid !== current) heads = new Map(chains.map(({ chainId, head }) => [chainId, head.number]))
    current = pid
    for (const { chainId, block } of chains) if (block >= (heads.get(chainId) ?? 0n)) heads.delete(chainId)
    return heads.size === 0
  }
}
