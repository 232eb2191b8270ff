import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { benchGas } from '../bench/gas.ts'
import type { BenchResult } from '../bench/result.ts'

const benches = new Map<string, () => Promise<BenchResult[]>>([['gas', benchGas]])
const usage = `Usage: npm run bench -- NAME [--json]\nNAME: ${[...benches.keys()].join(', ')}`

function print(results: BenchResult[]): void {
  const table = new Table({ head: ['name', 'value', 'unit', 'target', 'pass'], style: { head: [] } })
  for (const { name, value, unit, target, pass } of results) {
    table.push([name, value.toLocaleString('en'), unit, target?.toLocaleString('en') ?? '', verdict(pass)])
  }
  console.log(table.toString())
}

function verdict(pass: boolean | null): string {
  if (pass === null) return ''
  return pass ? 'yes' : 'NO'
}

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
  print(results)
  if (values.json) console.log(JSON.stringify({ bench: name, results }))
  process.exitCode = results.some(({ pass }) => pass === false) ? 1 : 0
}

await main(process.argv.slice(2))
