import type { Pool } from 'pg'
import { prune } from '../../indexer/builds/prune.ts'
import { reportBuilds } from './builds.ts'

export type PruneResult = { build: string; bytes: bigint; kept: string | undefined }

/** Drops every build that was replaced or failed, but for those that somebody still uses. */
export async function pruneBuilds(pool: Pool, viewsSchema: string): Promise<PruneResult[]> {
  const builds = await reportBuilds(pool, viewsSchema)
  const results: PruneResult[] = []
  for (const { build, bytes } of builds.filter(({ state }) => state === 'replaced' || state === 'failed')) {
    const pruned = await prune(pool, build)
    results.push({ build, bytes, kept: pruned.state === 'kept' ? pruned.why : undefined })
  }
  return results
}
