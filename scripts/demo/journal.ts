import Table from 'cli-table3'
import type { Agreement } from './agreement.ts'

export interface Step {
  step: string
  transaction: string | null
  block: string | null
  milliseconds: number
}

/** Notes each step as it is done, and says so at once. */
export interface Journal {
  steps: readonly Step[]
  /** Runs a step; what it returns may name the transaction that did it. */
  run<T>(
    name: string,
    work: () => Promise<T>,
    transactionOf?: (value: T) => Mined | Promise<Mined>,
  ): Promise<T>
}

interface Mined {
  transaction: string | null
  block: string | null
}

export function openJournal(): Journal {
  const steps: Step[] = []
  return {
    steps,
    run: async (name, work, transactionOf) => {
      const since = performance.now()
      const value = await work()
      const milliseconds = Math.round(performance.now() - since)
      const mined = await transactionOf?.(value)
      const { transaction = null, block = null } = mined ?? {}
      steps.push({ step: name, transaction, block, milliseconds })
      process.stderr.write(`✓ ${name} (${milliseconds} ms)\n`)
      return value
    },
  }
}

const plain = { style: { head: [], border: [] } }

export function stepTable(steps: readonly Step[]): string {
  const table = new Table({ ...plain, head: ['Step', 'Transaction', 'Block', 'ms'] })
  for (const { step, transaction, block, milliseconds } of steps) {
    const short = transaction ? `${transaction.slice(0, 10)}…${transaction.slice(-6)}` : ''
    table.push([step, short, block ?? '', milliseconds])
  }
  return table.toString()
}

export function agreementTable(agreements: readonly Agreement[]): string {
  const parts = ['chain', 'index', 'api', 'ledger', 'webhooks'] as const
  const table = new Table({ ...plain, head: ['Base units', 'expected', ...parts, ''] })
  for (const { what, expected, seen, ok } of agreements) {
    table.push([what, expected, ...parts.map((part) => seen[part] ?? '·'), ok ? 'ok' : 'DIFFERS'])
  }
  return table.toString()
}
