import { seededRandom } from '../support/random.ts'
import { runCrossTenant } from './support/fuzz/crossTenant.ts'
import { type Faults, noFaults } from './support/fuzz/judge.ts'
import { secretsInLog } from './support/fuzz/log.ts'
import { readSecrets } from './support/fuzz/secrets.ts'
import { openFuzzSite } from './support/fuzz/site.ts'
import { furnish, runFuzz, type Tally } from './support/fuzz/storm.ts'
import type { Progress } from './support/progress.ts'
import { type ChaosResult, exactly, noneOf, told } from './support/result.ts'

export type FuzzOptions = { seed: number; requests: number; progress: Progress }

/**
 * Requests made from the OpenAPI document: right ones, ones with a fault, and hostile ones; then every operation with another
 * merchant's ids. Each row that is written is known by the request that wrote it.
 */
export async function chaosFuzz({ seed, requests, progress }: FuzzOptions): Promise<ChaosResult[]> {
  const random = seededRandom(seed)
  const site = await openFuzzSite()
  try {
    const faults = noFaults()
    await furnish(site, random)
    const readNow = () => readSecrets(site.world, site.owner, site.intruder)
    const secrets = await readNow()
    const since = performance.now()
    const tally = await runFuzz(site, { random, requests, secrets, faults, progress })
    const seconds = Math.round((performance.now() - since) / 1_000)
    // What the intruder has named its own objects after is its own by now.
    const crossing = await runCrossTenant(site, {
      random,
      each: eachOf(requests),
      secrets: await readNow(),
      faults,
      progress,
    })
    return [
      exactly('requests', tally.sent, 'requests', requests),
      told('requests.seconds', seconds, 's'),
      ...tallyResults(tally),
      told('operations', site.operations.length, 'operations'),
      tellNeverAccepted(tally, site.operations),
      told('crossTenant.requests', crossing.sent, 'requests'),
      noneOf('crossTenant.changedTables', crossing.changed, 'tables'),
      ...faultResults(faults),
      noneOf('log.secrets', secretsInLog(site), 'lines'),
      told('log.lines', site.logLines.length, 'lines'),
    ]
  } finally {
    await site.close()
  }
}

/** Requests of each operation by each stranger: fewer in a short run. */
function eachOf(requests: number): number {
  return Math.max(3, Math.min(25, Math.round(requests / 1_000)))
}

function tallyResults({ byStatus }: Tally): ChaosResult[] {
  return [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => told(`answers.${status}`, count, 'answers'))
}

/** Operations of which every request was refused are hardly tested; some want what only a wallet can make. */
function tellNeverAccepted({ accepted }: Tally, operations: readonly { id: string }[]): ChaosResult {
  const never = operations.filter(({ id }) => !accepted.has(id))
  if (never.length > 0) process.stderr.write(`never accepted: ${never.map(({ id }) => id).join(', ')}\n`)
  return told('operations.neverAccepted', never.length, 'operations')
}

function faultResults(faults: Faults): ChaosResult[] {
  return [
    noneOf('answers.5xx', faults.serverErrors, 'answers'),
    noneOf('unanswered', faults.unanswered, 'requests'),
    noneOf('writes.byRefused', faults.refusedWrites, 'rows'),
    noneOf('writes.ofAnother', faults.foreignWrites, 'rows'),
    noneOf('writes.stray', faults.strayWrites, 'rows'),
    noneOf('leaks', faults.leaks, 'words'),
  ]
}
