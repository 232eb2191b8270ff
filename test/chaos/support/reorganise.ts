import type { Hex } from 'viem'
import type { ChaosChain } from './chain.ts'
import { readFacts } from './facts.ts'
import type { Scene } from './load/scene.ts'
import { planReorg } from './reorgPlan.ts'

/** Ponder follows reorgs of up to 30 blocks on chains that it does not know. */
export const DEEPEST = 29

export type Reorg = {
  depth: number
  /** Identities of the facts that stood in the removed blocks. */
  removed: Hex[]
  transactions: { removed: number; again: number; dropped: number }
}

/** Replaces the newest blocks. Most of what stood in them is mined again at once, the rest later, some of it never. */
export async function reorganise({ chain, random, wallets }: Scene, depth: number): Promise<Reorg> {
  const standing = await chain.newest(depth)
  const removed = await factsInNewest(chain, depth)
  const { again, dropped } = planReorg(standing, depth, random)
  await chain.reorg(depth, again)
  for (const { raw } of dropped) for (const wallet of wallets) await wallet.giveUp(raw)
  for (const wallet of wallets) await wallet.resubmit()
  const transactions = { removed: standing.length, again: again.length, dropped: dropped.length }
  return { depth, removed, transactions }
}

async function factsInNewest(chain: ChaosChain, depth: number): Promise<Hex[]> {
  const head = await chain.client.getBlockNumber()
  const facts = await readFacts(chain, head - BigInt(depth) + 1n)
  return facts.map(({ identity }) => identity)
}
