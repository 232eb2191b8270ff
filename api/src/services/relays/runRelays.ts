import { setTimeout as delay } from 'node:timers/promises'
import type { Ctx } from '../../context.ts'
import { dispatchWaiting } from './dispatchRelay.ts'
import { followChain } from './followChain.ts'
import { guard } from './guard.ts'
import { relayChainOf } from './senderOf.ts'
import { watchChain } from './watchRelays.ts'

/** How often the database is asked for something to do, and the chain for its head while there is. */
const TURN_MS = 100
/** How often everything is looked at, whether there is anything to do or not. */
const LOOK_EVERY_MS = 1_000

/** Sends and watches relays until the signal fires: what is accepted at once, what is mined with each block. */
export async function runRelays(ctx: Ctx, signal: AbortSignal): Promise<void> {
  await Promise.all([...ctx.chains.keys()].map((chainId) => runChain(ctx, BigInt(chainId), signal)))
}

/** What is remembered here saves questions, and nothing else: another process does the same without it. */
interface LastLook {
  head: bigint
  at: number
}

async function runChain(ctx: Ctx, chainId: bigint, signal: AbortSignal): Promise<void> {
  let last: LastLook = { head: -1n, at: 0 }
  while (!signal.aborted) {
    let failed = true
    await guard(ctx, { chain: chainId.toString() }, async () => {
      last = await takeTurn(ctx, chainId, last)
      failed = false
    })
    // What fails is likely to fail again a moment later.
    await delay(failed ? LOOK_EVERY_MS : TURN_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function takeTurn(ctx: Ctx, chainId: bigint, last: LastLook): Promise<LastLook> {
  const isDue = performance.now() - last.at >= LOOK_EVERY_MS
  if (!isDue && !(await ctx.store.relays.hasLive(ctx.db, chainId))) return last
  const view = await followChain(ctx, relayChainOf(ctx, chainId))
  if (!view) return last
  if (!isDue && view.now.number === last.head) {
    await dispatchWaiting(ctx, view)
    return last
  }
  const look = { head: view.now.number, at: performance.now() }
  await watchChain(ctx, view)
  return look
}
