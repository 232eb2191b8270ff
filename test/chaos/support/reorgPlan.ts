import type { Random } from '../../support/random.ts'
import type { MinedAgain, Standing } from './chain.ts'

export type ReorgPlan = {
  again: MinedAgain[]
  /** Never to be mined. Whatever is in neither list is to be sent again, and comes later. */
  dropped: Standing[]
}

/**
 * What becomes of the transactions that a reorg removes: most are mined again at once, in other blocks and in another order
 * among senders; some come later, and a few never. A sender's own order stays, since its nonces keep it.
 */
export function planReorg(removed: readonly Standing[], depth: number, random: Random): ReorgPlan {
  const queues = [...Map.groupBy(removed, ({ sender }) => sender).values()].map((queue) => ({
    queue: [...queue],
    block: 0,
    isOver: false,
  }))
  const plan: ReorgPlan = { again: [], dropped: [] }
  for (;;) {
    const open = queues.filter(({ queue }) => queue.length > 0)
    const sender = open[random.integer(Math.max(open.length, 1))]
    const next = sender?.queue.shift()
    if (!sender || !next) return plan
    const fate = random.integer(20)
    if (fate === 0) plan.dropped.push(next)
    // What follows a gap in the nonces cannot be mined before it is filled.
    sender.isOver ||= fate < 3
    if (sender.isOver) continue
    sender.block += random.integer(depth - sender.block)
    plan.again.push([next.raw, sender.block])
  }
}
