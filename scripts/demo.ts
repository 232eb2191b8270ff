// `npm run demo`: the whole path, told step by step, against the running system or one started for it.
import type { Agreement } from './demo/agreement.ts'
import { agreementTable, type Journal, openJournal, stepTable } from './demo/journal.ts'
import { provideSystem } from './demo/provideSystem.ts'
import { takeTour } from './demo/tour.ts'
import { loadDotenv } from './local/dotenv.ts'
import { readOptions } from './local/options.ts'
import type { RunningState } from './local/runningState.ts'

const HELP = `Usage: npm run demo [-- --json] [-- --help]

Creates an invoice and pays it without gas, authorizes another and captures it in two parts, refunds, withdraws, and
verifies each webhook's signature. Exits 0 only if every amount on chain, in the index, in the API, in the ledger and
in the webhooks agrees.

  --json   one line of JSON on stdout, with "ok"
`

async function main(): Promise<void> {
  const values = readOptions(HELP, { json: { type: 'boolean' } })
  loadDotenv()
  const asJson = values.json === true
  const journal = openJournal()
  try {
    const agreements = await withSystem((state) => takeTour(state, journal))
    report(journal, agreements, asJson)
  } catch (error) {
    fail(journal, error, asJson)
  }
}

async function withSystem<T>(work: (state: RunningState) => Promise<T>): Promise<T> {
  const system = await provideSystem(process.env)
  try {
    return await work(system.state)
  } finally {
    await system.release()
  }
}

function report(journal: Journal, agreements: readonly Agreement[], asJson: boolean): void {
  const ok = agreements.every((agreement) => agreement.ok)
  if (asJson) process.stdout.write(`${JSON.stringify({ ok, steps: journal.steps, agreements })}\n`)
  else process.stdout.write(`\n${stepTable(journal.steps)}\n\n${agreementTable(agreements)}\n`)
  process.stderr.write(ok ? '\nEvery amount agrees.\n' : '\nAmounts differ: see above.\n')
  if (!ok) process.exitCode = 1
}

function fail(journal: Journal, error: unknown, asJson: boolean): void {
  const reason = error instanceof Error ? error.message : String(error)
  if (asJson) process.stdout.write(`${JSON.stringify({ ok: false, error: reason, steps: journal.steps })}\n`)
  process.stderr.write(`\nThe demo failed: ${reason}\n`)
  process.exitCode = 1
}

await main()
