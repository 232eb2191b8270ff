import type { PoolClient } from 'pg'
import type { Ctx } from '../../../../api/src/context.ts'
import type { World } from '../../../api/support/world.ts'

/** Whether the process is gone before a statement reaches the database, or before its answer reaches the process. */
export type Side = 'before' | 'after'

/**
 * A worker's context that is gone at its n-th statement: the connection breaks there, as at the process's death, and nothing
 * that comes later reaches the database. `reached` says whether it got that far.
 */
export function crashingCtx(world: World, at: number, side: Side): { ctx: Ctx; reached: () => boolean } {
  const ctx = world.openCtx()
  let count = 0
  let isGone = false
  const connect = ctx.pool.connect.bind(ctx.pool)
  const dead = () => new Error('the process is gone')
  const watched = new WeakSet<PoolClient>()
  ctx.pool.connect = async () => {
    if (isGone) throw dead()
    const client = await connect()
    if (watched.has(client)) return client
    watched.add(client)
    const query = client.query.bind(client)
    const crash = async (statement: [string, unknown[]?]) => {
      if (isGone) throw dead()
      count += 1
      if (count !== at) return query(...statement)
      isGone = true
      if (side === 'after') await query(...statement)
      await cutOff(client)
      throw dead()
    }
    Object.assign(client, { query: (...statement: [string, unknown[]?]) => crash(statement) })
    return client
  }
  return { ctx, reached: () => isGone }
}

/** As at the end of a process: the server sees the connection close, and undoes what was not committed. */
async function cutOff(client: PoolClient): Promise<void> {
  const ended = new Promise((resolve) => client.once('end', resolve))
  client.release(true)
  await ended
}
