import type { Due } from './due.ts'
import type { Keeper } from './keeper.ts'
import { reasonAgainst } from './reasons.ts'

/** Subscriptions that the node is asked about at a time. */
const concurrency = 10

/** What is due and is not sent, with the reason of `reasonAgainst`. */
export type Skipped = { due: Due; reason: string }
export type Judged = { chargeable: Due[]; skipped: Skipped[] }

/** Asks the chain about each, so that no gas is spent on what cannot be charged. */
export async function judge(keeper: Keeper, due: readonly Due[], now: bigint): Promise<Judged> {
  const judged: Judged = { chargeable: [], skipped: [] }
  for (let from = 0; from < due.length; from += concurrency) {
    const asked = due.slice(from, from + concurrency).map(async (item) => ({
      due: item,
      reason: await reasonAgainst(keeper, item, now),
    }))
    for (const { due: item, reason } of await Promise.all(asked)) {
      if (reason === undefined) judged.chargeable.push(item)
      else judged.skipped.push({ due: item, reason })
    }
  }
  return judged
}
