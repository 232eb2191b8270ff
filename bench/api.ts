import { createProgress } from '../scripts/local/progress.ts'
import { openContest } from './api/contest.ts'
import { measureRate } from './api/load.ts'
import { atLeast, type BenchResult, report } from './result.ts'
import { median, rounded } from './statistics.ts'

const ROUNDS = 5
const ROUND_MS = 4_000
const WARM_UP_MS = 2_000
const CONNECTIONS = 16
const LEAST = { read: 0.7, write: 0.5 }

/**
 * Requests per second of the API beside a bare Express handler that does the same SELECT, or the same INSERTs in one
 * transaction, on the same database with as many connections. The two take turns, and medians are compared.
 */
export async function benchApi(): Promise<BenchResult[]> {
  const contest = await openContest()
  try {
    const results: BenchResult[] = []
    for (const name of ['get', 'list', 'create'] as const) {
      const { ours, bare } = await createProgress().step(name, () => compare(contest, name))
      const least = name === 'create' ? LEAST.write : LEAST.read
      results.push(
        report(`${name}.bare`, rounded(bare), 'requests/s'),
        report(`${name}.api`, rounded(ours), 'requests/s'),
        atLeast(`${name}.ratio`, rounded(ours / bare), '×', least),
      )
    }
    return results
  } finally {
    await contest.close()
  }
}

type Contest = Awaited<ReturnType<typeof openContest>>

async function compare(contest: Contest, name: 'get' | 'list' | 'create') {
  const rates = { ours: [] as number[], bare: [] as number[] }
  const rate = (side: 'ours' | 'bare', durationMs: number) =>
    measureRate({ ...contest[side][name], url: contest[side].url, connections: CONNECTIONS, durationMs })
  for (const side of ['ours', 'bare'] as const) await rate(side, WARM_UP_MS)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of ['bare', 'ours'] as const) rates[side].push(await rate(side, ROUND_MS))
  }
  return { ours: median(rates.ours), bare: median(rates.bare) }
}
