import type { Ctx } from '../context.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** As long as a retry with the same Idempotency-Key is promised to be recognised. */
const IDEMPOTENCY_DAYS = 30
/** Time enough to look into why a job was given up. */
const GIVEN_UP_DAYS = 7

/** A bucket that was not used for so long is full again. */
const FULL_BUCKET_MS = 10 * 60 * 1_000

/** Deletes what has served its time: nothing here is part of anybody's books. */
export async function cleanOldRows(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now().getTime()
  const keys = await ctx.store.idempotency.deleteBefore(ctx.db, new Date(now - IDEMPOTENCY_DAYS * DAY_MS))
  const challenges = await ctx.store.sessionChallenges.deleteBefore(ctx.db, new Date(now - DAY_MS))
  const ticks = await ctx.store.ticks.deleteBefore(ctx.db, new Date(now - DAY_MS))
  const heartbeats = await ctx.store.heartbeats.deleteSilent(ctx.db, DAY_MS)
  await ctx.store.addressChallenges.deleteBefore(ctx.db, new Date(now))
  await ctx.store.rateBuckets.deleteBefore(ctx.db, new Date(now - FULL_BUCKET_MS))
  await ctx.store.jobs.deleteGivenUp(ctx.db, new Date(now - GIVEN_UP_DAYS * DAY_MS))
  ctx.log.info(
    {
      keys: Number(keys),
      challenges: Number(challenges),
      ticks: Number(ticks),
      heartbeats: Number(heartbeats),
    },
    'old rows deleted',
  )
}
