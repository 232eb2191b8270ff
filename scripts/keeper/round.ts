import { groupsOf, simulate } from './batches.ts'
import { type Charged, charge, type Failed, isBusy } from './charge.ts'
import { type Due, dueNow } from './due.ts'
import { explain } from './explain.ts'
import { judge, type Skipped } from './judge.ts'
import type { Keeper } from './keeper.ts'
import type { Reading } from './readBook.ts'

/** What one look at the chain led to. */
export type Round = {
  block: bigint | undefined
  live: number
  charged: Charged[]
  /** What could be charged and was not. */
  failed: Failed[]
  /** What is due and cannot be charged; no gas was spent on it. */
  skipped: Skipped[]
  transactions: { hash: string; gasUsed: bigint }[]
  /** What ended the round early, such as a node that does not answer. */
  error: string | undefined
}

/** Charges what is due and can be charged, batch by batch. Throws nothing: what was done before an error is told too. */
export async function keepOnce(keeper: Keeper, read: () => Promise<Reading>): Promise<Round> {
  const round: Round = {
    block: undefined,
    live: 0,
    charged: [],
    failed: [],
    skipped: [],
    transactions: [],
    error: undefined,
  }
  try {
    await keep(keeper, await read(), round)
  } catch (error) {
    round.error = explain(error, keeper.settings.rpcUrl)
  }
  return round
}

async function keep(keeper: Keeper, reading: Reading, round: Round): Promise<void> {
  round.block = reading.block
  round.live = reading.book.live.size
  warnOfMissingPlans(keeper, reading)
  const due = dueNow(reading)
  if (due.length === 0) return
  if (await isBusy(keeper))
    throw new Error('A transaction of this key is still to be mined; nothing was sent.')
  const { chargeable, skipped } = await judge(keeper, due, reading.now)
  round.skipped.push(...skipped)
  for (const group of groupsOf(keeper, chargeable)) await chargeGroup(keeper, group, round)
}

async function chargeGroup(keeper: Keeper, group: readonly Due[], round: Round): Promise<void> {
  const simulated = await simulate(keeper, group)
  round.failed.push(...simulated.failed)
  for (const batch of simulated.batches) {
    keeper.say(`Charging ${batch.items.length} with ${batch.gas.toLocaleString('en')} gas at most …`)
    const { transaction, gasUsed, charged, failed } = await charge(keeper, batch)
    round.transactions.push({ hash: transaction, gasUsed })
    round.charged.push(...charged)
    round.failed.push(...failed)
  }
}

function warnOfMissingPlans({ say, fromBlock }: Keeper, { book: { withoutPlan } }: Reading): void {
  if (withoutPlan.size === 0) return
  say(`${withoutPlan.size} subscriptions are to plans created before block ${fromBlock}: begin earlier.`)
}
