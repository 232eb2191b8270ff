import { parseArgs } from 'node:util'
import { benchGas } from '../bench/gas.ts'
import type { BenchResult } from '../bench/result.ts'
import { printResults } from './testing/printResults.ts'

const benches = new Map<string, () => Promise<BenchResult[]>>([['gas', benchGas]])
const usage = `Usage: npm run bench -- NAME [--json]\nNAME: ${[...benches.keys()].join(', ')}`

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
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
  const results = await bench()
  printResults(results)
  if (values.json) console.log(JSON.stringify({ bench: name, results }))
  process.exitCode = results.some(({ pass }) => pass === false) ? 1 : 0
}

await main(process.argv.slice(2))
