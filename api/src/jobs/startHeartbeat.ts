import type { Ctx } from '../context.ts'
import { recordHeartbeat } from '../services/recordHeartbeat.ts'
import { removeHeartbeat } from '../services/removeHeartbeat.ts'

/** Says now and then that these pools live; a beat that fails is only late, and the next one makes up for it. */
export async function startHeartbeat(
  ctx: Ctx,
  poolIds: readonly string[],
  everyMs: number,
): Promise<() => Promise<void>> {
  const beat = () =>
    recordHeartbeat(ctx, poolIds).catch((error: unknown) =>
      ctx.log.warn({ err: error }, 'a heartbeat was missed'),
    )
  await beat()
  const timer = setInterval(beat, everyMs)
  return async () => {
    clearInterval(timer)
    await removeHeartbeat(ctx, poolIds)
  }
}
