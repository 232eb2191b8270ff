import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Part } from '../../../scripts/local/part.ts'
import { groupIsAlive } from '../../../scripts/local/processGroup.ts'
import { type RunningState, readRunningState } from '../../../scripts/local/runningState.ts'
import { startTestPart } from '../../support/part.ts'

export type Florin = {
  part: Part
  state: RunningState
  /** The process groups of its parts by the file that they run, such as `api/src/worker.ts`. */
  groups: ReadonlyMap<string, number>
}

/** The parts are direct children of start, and each leads a group of its own. */
function groupsOf(pid: number): Map<string, number> {
  const listed = execFileSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const groups = new Map<string, number>()
  for (const line of listed) {
    const [, child, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    if (Number(parent) === pid)
      groups.set(/((?:api|indexer|scripts|web)\/\S+\.ts)/.exec(args)?.[1] ?? args, Number(child))
  }
  return groups
}

/** Runs `npm start` in a folder of its own, beside whatever else runs on this machine. */
export async function startFlorin(dir: string, env: Record<string, string> = {}): Promise<Florin> {
  const part = await startTestPart({
    name: 'start',
    file: 'scripts/start.ts',
    args: ['--json'],
    env: { FLORIN_DIR: dir, ...env },
    ready: 'line',
    stopTimeoutMs: 60_000,
  })
  const state = readRunningState(dir)
  if (!state) throw new Error('A started Florin has left no running.json.')
  return { part, state, groups: groupsOf(part.pid) }
}

export const isAllGone = ({ groups }: Florin) => ![...groups.values()].some(groupIsAlive)

/** What a stopped Florin must not leave in its folder. */
export function leftovers(dir: string): string[] {
  const stale = readdirSync(dir).filter((name) => /lock|running/.test(name))
  const postmaster = path.join(dir, 'postgres', 'data', 'postmaster.pid')
  return existsSync(postmaster) ? [...stale, postmaster] : stale
}
