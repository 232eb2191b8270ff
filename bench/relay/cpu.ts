import { readdirSync, readFileSync } from 'node:fs'
import type { Site } from './site.ts'

/** Linux counts processor time in hundredths of a second. */
const MS_PER_TICK = 10

/** Milliseconds of processor time that each kind of part, Postgres and this process have used so far. */
export function cpuOf({ parts, world }: Site): Map<string, number> {
  const database = world.database.name
  const names = new Map(parts.map(({ name, part }) => [part.pid, name]))
  const used = new Map<string, number>()
  for (const { group, ms, title } of processes()) {
    const name = title.startsWith('postgres:') && title.includes(database) ? 'postgres' : names.get(group)
    if (name !== undefined) used.set(name, (used.get(name) ?? 0) + ms)
  }
  const { user, system } = process.cpuUsage()
  return used.set('load', (user + system) / 1_000)
}

function processes() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      // The name stands in brackets and may hold anything; the numbers come after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return [
        { title, group: Number(fields[2]), ms: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK },
      ]
    } catch {
      // It ended meanwhile.
      return []
    }
  })
}
