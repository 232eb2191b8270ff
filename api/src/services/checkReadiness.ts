import type { Ctx } from '../context.ts'
import { isSilent, isWhole, lagOf } from '../domain/indexState.ts'

export interface Readiness {
  ready: boolean
  checks: Record<string, string>
}

const OK = 'ok'
/** Further behind the chain's head than this, readers would be told old news; the indexer's own /ready says the same. */
const MAX_LAG_BLOCKS = 60n

/** Asks the database and the books what a replica depends on. Every check says `ok` or what is wrong. */
export async function checkReadiness(ctx: Ctx): Promise<Readiness> {
  const checks: Record<string, string> = {}
  try {
    checks.database = OK
    checks.migrations = (await ctx.store.migrations.pending(ctx.db)).join(', ') || OK
    for (const chain of ctx.chains.values()) {
      checks[`chain ${chain.chainId}`] = await checkChain(ctx, chain.chainId)
    }
  } catch (error) {
    checks.database = 'not reachable'
    ctx.log.warn({ err: error }, 'readiness could not be checked')
  }
  return { ready: Object.values(checks).every((check) => check === OK), checks }
}

async function checkChain(ctx: Ctx, chainId: number): Promise<string> {
  const posting = await ctx.store.postingChains.find(ctx.db, BigInt(chainId))
  if (!posting) return 'posting has not begun'
  if (isSilent(posting, ctx.clock.now())) return 'posting is silent'
  if (!(await ctx.store.indexed.viewsExist(ctx.db, ctx.config.onchainSchema)))
    return 'the indexer has no views yet'
  const checkpoint = await ctx.store.indexed.readCheckpoint(ctx.db, ctx.config.onchainSchema, BigInt(chainId))
  if (!checkpoint) return 'the indexer is not ready'
  if (!isWhole(checkpoint, posting)) return 'the indexer is behind what was seen'
  return lagOf(checkpoint, posting).blocks > MAX_LAG_BLOCKS ? 'the indexer lags' : OK
}
