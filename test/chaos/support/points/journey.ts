import { setTimeout as delay } from 'node:timers/promises'
import type { CrashPoint } from '../../../../api/src/domain/crashPoint.ts'
import { freePort } from '../../../../scripts/local/ports.ts'
import type { Random } from '../../../support/random.ts'
import { runProcess } from '../processes/run.ts'
import type { Shop } from '../shop/shop.ts'

/** Which process dies at which moment; one of the API, while it answers a certain call. */
export type Death = { role: 'worker'; at: CrashPoint } | { role: 'api'; at: CrashPoint; during: string }

/** Something that goes its way alone, so that whoever dies at a moment of it dies of it. */
export type Journey = {
  name: string
  deaths: readonly Death[]
  /** What has to be there before. */
  prepare(random: Random): Promise<void>
  /** Goes from its first call to its end, and repeats whatever breaks. Each call is made at the URL that is said for it. */
  go(urlOf: (call: string) => string): Promise<void>
  /** What was lost or done twice, of all times that it went. */
  apart(): Promise<string[]>
}

/** The way of every relay, from its nonce to the block. */
export const RELAY_MOMENTS = [
  'before-nonce-commit',
  'after-nonce',
  'before-bytes-commit',
  'before-broadcast',
  'after-broadcast',
  'before-mined-commit',
  'after-mined',
] as const satisfies readonly CrashPoint[]

/** The way of a fact into the books. */
export const POSTING_MOMENTS = [
  'before-seen-commit',
  'after-seen',
  'before-confirm-commit',
  'after-confirm',
] as const satisfies readonly CrashPoint[]

export const ofWorker = (at: CrashPoint): Death => ({ role: 'worker', at })

const TIMEOUT_MS = 180_000
const GRACE_MS = 5_000

/** Milliseconds from a process's death on the way until the next one has brought the journey to its end. */
export async function dieOnTheWay(
  { world, apiUrl }: Shop,
  journey: Journey,
  death: Death,
  random: Random,
): Promise<number> {
  await journey.prepare(random)
  const PORT = String(await freePort())
  const victim = await runProcess(world, death.role, { PORT, TEST_CRASH_POINT: death.at })
  const others = death.role === 'api' ? [await runProcess(world, 'worker')] : []
  const where = `${journey.name}, ${death.at}${death.role === 'api' ? ` of ${death.during}` : ''}`
  const gone = journey.go((call) => (death.role === 'api' && call === death.during ? victim.url : apiUrl))
  const nobodyDied = gone.then(async () => {
    // The last commit may be seen before whoever made it is gone.
    await delay(GRACE_MS)
    throw new Error(`nobody died ${where}`)
  })
  const { signal } = await within(Promise.race([victim.exited, nobodyDied]), `a death (${where})`)
  const since = performance.now()
  if (signal !== 'SIGKILL')
    throw new Error(`the ${death.role} ended by ${signal} (${where}):\n${victim.tail()}`)
  others.push(await runProcess(world, death.role, { PORT }))
  await within(gone, `the end of it after a death (${where})`)
  const ms = performance.now() - since
  for (const part of others) await part.stop()
  return ms
}

async function within<T>(promise: Promise<T>, describe: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`waited too long for ${describe}`)), TIMEOUT_MS)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
