import { createProgress } from '../scripts/local/progress.ts'
import { createChaosBar } from '../scripts/testing/chaosBar.ts'
import { openDesk } from './growth/desk.ts'
import { fillTo } from './growth/fill.ts'
import { judgePlan } from './growth/plans.ts'
import { atMost, type BenchResult, report } from './result.ts'
import { percentile, rounded } from './statistics.ts'

const SIZES = [1_000, 100_000, 1_000_000]
const SAMPLES = 300
const WARM_UP = 50
/** How much slower the largest may be than the smallest. */
const MOST_GROWTH = 2
/** Pages of 8 KiB that one query may touch; a list of ten rows through an index needs some twenty. */
const MOST_BUFFERS = 100

/** The 95th percentile of reading one invoice and of every kind of list, at a thousand, 100,000 and a million invoices. */
export async function benchGrowth(): Promise<BenchResult[]> {
  const desk = await openDesk()
  try {
    const found = new Map<string, number[]>()
    let filled = 0
    let some: string[] = []
    for (const size of SIZES) {
      some = [...some, ...(await fillTo(desk.shelf, filled, size, createChaosBar()))]
      filled = size
      for (const [name, paths] of questions(desk, some, size)) {
        const p95 = await createProgress().step(`${name} at ${size}`, () => measure(desk, paths))
        found.set(name, [...(found.get(name) ?? []), p95])
      }
    }
    return [
      ...[...found].flatMap(([name, values]) => rowsOf(name, values)),
      ...(await judge(desk, some, filled)),
    ]
  } finally {
    await desk.close()
  }
}

type Desk = Awaited<ReturnType<typeof openDesk>>

/** What is asked, each time with other values. */
function questions(
  { shelf }: Desk,
  some: readonly string[],
  size: number,
): [string, (i: number) => string][] {
  const id = (i: number) => some[(i * 7) % some.length] ?? ''
  const customer = (i: number) => shelf.customers[(i * 13) % Math.min(shelf.customers.length, size)] ?? ''
  return [
    ['get', (i) => `/v1/invoices/${id(i)}`],
    ['list', () => '/v1/invoices'],
    ['list.deep', (i) => `/v1/invoices?starting_after=${id(i)}`],
    ['list.status', () => '/v1/invoices?status=open'],
    ['list.customer', (i) => `/v1/invoices?customer=${customer(i)}`],
    ['list.metadata', (i) => `/v1/invoices?metadata[order]=${(i * 37) % size}`],
    ['list.created', (i) => `/v1/invoices?created[lte]=${new Date(Date.now() - i).toISOString()}`],
  ]
}

async function measure(desk: Desk, path: (i: number) => string): Promise<number> {
  const samples: number[] = []
  for (let i = 0; i < WARM_UP + SAMPLES; i += 1) {
    const { ms } = await desk.get(path(i))
    if (i >= WARM_UP) samples.push(ms)
  }
  return percentile(samples, 0.95)
}

function rowsOf(name: string, values: readonly number[]): BenchResult[] {
  const [smallest = Number.NaN] = values
  const largest = values.at(-1) ?? Number.NaN
  return [
    ...values.map((value, i) => report(`${name}.p95.${SIZES[i]}`, rounded(value), 'ms')),
    atMost(`${name}.growth`, rounded(largest / smallest), '×', MOST_GROWTH),
  ]
}

/** No query may read a table from its beginning, or more pages the more rows there are. */
async function judge(desk: Desk, some: readonly string[], size: number): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  for (const [name, path] of questions(desk, some, size)) {
    const queries = await desk.queriesOf(path(1))
    if (queries.length === 0) throw new Error(`${name} read no invoice`)
    const plans = await Promise.all(queries.map((query) => judgePlan(desk.shelf.databaseUrl, query)))
    const scans = plans.reduce((sum, { sequentialScans }) => sum + sequentialScans, 0)
    results.push(
      atMost(`${name}.sequential_scans`, scans, 'scans', 0),
      atMost(`${name}.buffers`, Math.max(...plans.map(({ buffers }) => buffers)), 'pages', MOST_BUFFERS),
    )
  }
  return results
}
