import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Part, startPart } from '../../scripts/local/part.ts'
import { startTestPart } from '../../test/support/part.ts'
import { waitFor } from '../../test/support/waitFor.ts'
import { testFile } from '../../test/support/workspace.ts'
import { type Usage, usageOf } from './usage.ts'

const LIFELINE = fileURLToPath(new URL('../../indexer/runs/ponderPreload.ts', import.meta.url))
const PLAIN = fileURLToPath(new URL('./plain', import.meta.url))
const BACKFILL_TIMEOUT_MS = 3_600_000

export type Started = { part: Part; schema: string; ponderPid: number }
/** A backfill by Ponder's own clock; what it used is undefined where the system does not tell. */
export type Backfill = { seconds: number; cpuSeconds: number | undefined; peakMiB: number | undefined }

/** Our indexer as its role runs it, on a build of its own. */
export async function startOurs(build: string, env: Record<string, string>): Promise<Started> {
  const part = await startTestPart({
    name: build,
    file: 'indexer/main.ts',
    ready: 'line',
    env: { ...env, PORT: '0', INDEXER_BUILD: build },
  })
  const { schema, ponder_pid: pid } = await said(part, 'Indexing')
  if (typeof schema !== 'string' || typeof pid !== 'number')
    throw new Error('the indexer names no schema and pid')
  return { part, schema, ponderPid: pid }
}

/** Plain Ponder, started as our indexer starts it. */
export function startPlain(schema: string, env: Record<string, string>): Started {
  const ponder = path.join(path.dirname(fileURLToPath(import.meta.resolve('ponder'))), 'bin', 'ponder.js')
  const args = ['--import', LIFELINE, ponder, 'start', '--root', PLAIN, '--schema', schema]
  const part = startPart({
    name: schema,
    command: process.execPath,
    args: [...args, '--hostname', '127.0.0.1', '--port', '0', '--log-format', 'json'],
    env,
    logFile: testFile(`${schema}.log`),
    stopSignal: 'SIGINT',
  })
  return { part, schema, ponderPid: part.pid }
}

/** Waits until history is indexed. Processor time is counted from the beginning of the backfill. */
export async function untilBackfilled({ part, ponderPid }: Started): Promise<Backfill> {
  await said(part, 'Started backfill indexing')
  const before = usageOf(ponderPid)
  const { duration } = await said(part, 'Completed backfill indexing across all chains')
  const after = usageOf(ponderPid)
  if (typeof duration !== 'number') throw new Error('Ponder told no duration of its backfill')
  return { seconds: duration / 1_000, cpuSeconds: cpuSeconds(before, after), peakMiB: after?.peakMiB }
}

function cpuSeconds(before: Usage | undefined, after: Usage | undefined): number | undefined {
  return before && after ? after.cpuSeconds - before.cpuSeconds : undefined
}

async function said(part: Part, msg: string): Promise<Line> {
  const line = await waitFor(
    () => lineOf(part, (candidate) => candidate.msg === msg) ?? (part.hasExited() && 'ended'),
    {
      describe: `${part.name} to say "${msg}"`,
      timeoutMs: BACKFILL_TIMEOUT_MS,
      intervalMs: 50,
    },
  )
  if (line === 'ended') throw new Error(`${part.name} ended:\n${part.tail()}`)
  return line
}

type Line = Record<string, unknown>

function lineOf(part: Part, wanted: (line: Line) => boolean): Line | undefined {
  for (const text of part.output().split('\n')) {
    const line = text.startsWith('{') ? parsed(text) : undefined
    if (line !== undefined && wanted(line)) return line
  }
  return undefined
}

/** The last line may not be whole yet. */
function parsed(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text)
    return typeof line === 'object' && line !== null ? { ...line } : undefined
  } catch {
    return undefined
  }
}
