import Table from 'cli-table3'

type Result = { name: string; value: number; unit: string; target: number | null; pass: boolean | null }

/** Prints the results of a benchmark or a chaos run as a table. */
export function printResults(results: readonly Result[]): void {
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
