import { existsSync, readFileSync } from 'node:fs'

/** Processor seconds of all threads so far, and the most memory that was resident at once, in MiB. */
export type Usage = { cpuSeconds: number; peakMiB: number }

const TICKS_PER_SECOND = 100

/** What a process has used; undefined where the system has no /proc. */
export function usageOf(pid: number): Usage | undefined {
  const folder = `/proc/${pid}`
  if (!existsSync(folder)) return undefined
  // The second field is the name in brackets; the fields after it are separated by spaces, with user and system time as 12th and 13th.
  const fields = readFileSync(`${folder}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const ticks = Number(fields[11]) + Number(fields[12])
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1]
  if (Number.isNaN(ticks) || peak === undefined)
    throw new Error(`${folder} has no processor time or peak memory`)
  return { cpuSeconds: ticks / TICKS_PER_SECOND, peakMiB: Number(peak) / 1_024 }
}
