import type { Life } from '../lives/life.ts'
import { doChargeBatch } from '../lives/verbs/charges.ts'
import { periodDue } from '../model/due.ts'
import type { Agreement, OfferedPlan } from '../model/world.ts'

const mostAtOnce = 100

/** What all passes together came to. */
export type Figures = { charges: number; failures: number; batches: number; items: number; gasUsed: bigint }

/** A stranger renews what is due, or is asked to renew all there is, which skips the rest. */
export async function renewAll(life: Life, figures: Figures, asked: 'due' | 'all'): Promise<void> {
  for (const offered of life.plans) {
    const wanted = agreementsTo(life, offered).filter(
      (agreement) => asked === 'all' || isDue(life, agreement),
    )
    for (let from = 0; from < wanted.length; from += mostAtOnce) {
      await renew(life, figures, offered, wanted.slice(from, from + mostAtOnce))
    }
  }
}

async function renew(life: Life, figures: Figures, offered: OfferedPlan, batch: readonly Agreement[]) {
  life.world.now += 1n
  const { facts, gasUsed } = await doChargeBatch(life, offered, batch)
  const told = (wanted: string) => facts.filter(({ name }) => name === wanted).length
  figures.charges += told('SubscriptionCharged')
  figures.failures += told('SubscriptionChargeFailed')
  figures.batches += 1
  figures.items += batch.length
  figures.gasUsed += gasUsed
}

function agreementsTo({ agreements }: Life, { planId }: OfferedPlan): Agreement[] {
  return agreements.filter((agreement) => agreement.planId === planId)
}

export function isDue({ world }: Life, agreement: Agreement): boolean {
  const record = world.subscriptions.get(agreement.id)
  return record !== undefined && periodDue(world, agreement, record) !== undefined
}
