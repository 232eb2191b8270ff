import { postChain } from '../../../../api/src/services/posting/postChain.ts'
import { beginStory, openStage, type Stage, type Story } from '../../../api/posting/support/story.ts'
import type { Progress } from '../progress.ts'
import { crashingCtx, type Side } from './crashingCtx.ts'

export type StatementCrashes = { crashes: number; apart: string[] }

/** Rounds of posting: one that sees a payment, and one that confirms it. */
const ROUNDS = ['seen', 'confirmed'] as const

type Round = (typeof ROUNDS)[number]

/**
 * Posting dies at each of its statements in turn, just before the database gets it and just before the answer comes back.
 * Whoever posts next must leave what an undisturbed worker leaves.
 */
export async function crashAtEachStatement(progress: Progress): Promise<StatementCrashes> {
  const stage = await openStage()
  try {
    const wanted = await outcomeOf(stage, await undisturbed(stage))
    const result: StatementCrashes = { crashes: 0, apart: [] }
    for (const round of ROUNDS)
      for (const side of ['before', 'after'] as const) {
        let at = 1
        progress.begin(`statements of a round (${round}, ${side})`, 1)
        for (; ; at += 1) {
          const { story, reached } = await disturbed(stage, { round, side, at })
          if (!reached) break
          result.crashes += 1
          const outcome = await outcomeOf(stage, story)
          if (outcome !== wanted)
            result.apart.push(`${side} statement ${at} of ${round}: ${outcome}, not ${wanted}`)
        }
        progress.step()
        progress.end()
      }
    return result
  } finally {
    await stage.world.close()
  }
}

async function undisturbed(stage: Stage): Promise<Story> {
  const story = await beginStory(stage)
  await story.includeNow(story.charge)
  await story.post()
  await story.confirm()
  return story
}

async function disturbed(
  stage: Stage,
  { round, side, at }: { round: Round; side: Side; at: number },
): Promise<{ story: Story; reached: boolean }> {
  const { world, views } = stage
  const story = await beginStory(stage)
  const { ctx, reached } = crashingCtx(world, at, side)
  const die = () => postChain(ctx, world.chain).catch(() => undefined)
  await story.includeNow(story.charge)
  if (round === 'seen') await die()
  await story.post()
  await story.mine(2)
  await views.sync()
  if (round === 'confirmed') await die()
  await story.post()
  return { story, reached: reached() }
}

/** Everything that a payment leaves, without the ids. */
async function outcomeOf({ world }: Stage, story: Story): Promise<string> {
  const { status, payment_status, amount_paid } = await story.currentInvoice()
  const payments = await story.payments()
  const entries = await world.db
    .selectFrom('ledger_entry')
    .innerJoin('ledger_transaction', 'ledger_transaction.id', 'ledger_entry.transaction_id')
    .select(['ledger_transaction.direction', 'ledger_entry.amount'])
    .where('ledger_transaction.identity', '=', story.charge.identity)
    .orderBy('ledger_entry.position')
    .execute()
  const facts = await world.db
    .selectFrom('chain_fact')
    .select(['status', 'inclusion'])
    .where('identity', '=', story.charge.identity)
    .execute()
  return [
    `${status} ${payment_status} ${amount_paid}`,
    payments.map((payment) => `${payment.status} ${payment.captured}`).join(),
    entries.map(({ direction, amount }) => `${direction} ${amount}`).join(),
    facts.map((fact) => `${fact.status} ${fact.inclusion}`).join(),
    (await story.eventTypes()).join(),
    await story.available(),
  ].join('; ')
}
