import Table from 'cli-table3'
import type { Pool } from 'pg'
import { type BuildReport, reportBuilds } from './builds.ts'
import { listGroups, viewsOf } from './groups.ts'

export type GroupStatus = { group: string; builds: BuildReport[] }

export async function readStatus(pool: Pool): Promise<GroupStatus[]> {
  const groups: GroupStatus[] = []
  for (const group of await listGroups(pool))
    groups.push({ group, builds: await reportBuilds(pool, viewsOf(group)) })
  return groups
}

/** What a person should look after; nothing where every group has a live build that an indexer writes. */
export function troubles(groups: readonly GroupStatus[]): string[] {
  if (groups.length === 0) return ['No indexer ever ran on this database.']
  return groups.flatMap(({ group, builds }) => {
    const live = builds.find(({ state }) => state === 'live')
    if (live === undefined) return [`Group ${group} has no build that readers see yet.`]
    const failed = builds
      .filter(({ state }) => state === 'failed')
      .map(({ build, why }) => `${build} failed: ${why ?? 'for a reason nobody wrote down'}.`)
    return live.isWritten
      ? failed
      : [...failed, `No indexer writes ${live.build}, which readers of ${group} see.`]
  })
}

export function statusText(groups: readonly GroupStatus[]): string {
  const table = new Table({
    head: ['group', 'build', 'state', 'written by an indexer', 'chain', 'block', 'behind live', 'MiB'],
    style: { head: [] },
  })
  for (const { group, builds } of groups)
    for (const { build, state, isWritten, chains, bytes } of builds)
      table.push([
        group,
        build,
        state,
        isWritten ? 'now' : 'no',
        chains.map(({ chainId }) => chainId).join('\n'),
        chains.map(({ block }) => block.toLocaleString('en')).join('\n'),
        chains.map(({ behindLive }) => behindLive.toLocaleString('en')).join('\n'),
        (Number(bytes) / 2 ** 20).toFixed(1),
      ])
  return table.toString()
}

/** The same for `--json`: blocks and bytes are decimal text, as everywhere. */
export function statusJson(groups: readonly GroupStatus[]) {
  return groups.map(({ group, builds }) => ({
    group,
    builds: builds.map(({ build, state, why, isWritten, lastWritten, chains, bytes }) => ({
      build,
      state,
      why,
      is_written: isWritten,
      last_written: lastWritten?.toISOString() ?? null,
      bytes: `${bytes}`,
      chains: chains.map(({ chainId, block, behindLive }) => ({
        chain_id: chainId,
        block: `${block}`,
        behind_live: `${behindLive}`,
      })),
    })),
  }))
}
