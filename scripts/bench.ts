import { parseArgs } from 'node:util'
import { benchApi } from '../bench/api.ts'
import { benchGas } from '../bench/gas.ts'
import { benchGrowth } from '../bench/growth.ts'
import { benchIndexing } from '../bench/indexing.ts'
import { benchLatency } from '../bench/latency.ts'
import { benchRelay } from '../bench/relay.ts'
import type { BenchResult } from '../bench/result.ts'
import { printResults } from './testing/printResults.ts'

type Options = { events?: number }

const benches = new Map<string, (options: Options) => Promise<BenchResult[]>>([
  ['gas', benchGas],
  ['index', benchIndexing],
  ['latency', benchLatency],
  ['api', benchApi],
  ['growth', benchGrowth],
  ['relay', benchRelay],
])
const usage = `Usage: npm run bench -- NAME [--json] [--events N]

NAME: ${[...benches.keys()].join(', ')}

  --json      ends with one line of JSON
  --events N  index: how many events the history has (50000); with more than 200000 only a cold backfill is measured
`

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      events: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return
  }
  const [name = ''] = positionals
  const bench = benches.get(name)
  if (bench === undefined) {
    console.error(`unknown benchmark "${name}"\n${usage}`)
    process.exitCode = 2
    return
  }
  const results = await bench(values.events === undefined ? {} : { events: count(values.events) })
  printResults(results)
  if (values.json) console.log(JSON.stringify({ bench: name, results }))
  process.exitCode = results.some(({ pass }) => pass === false) ? 1 : 0
}

function count(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new Error(`--events is ${text}, expected a number of events`)
}

await main(process.argv.slice(2))
