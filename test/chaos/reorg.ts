import { seededRandom } from '../support/random.ts'
import { settle } from './support/billing/settle.ts'
import { openStage } from './support/billing/stage.ts'
import { runStorm, type Storm } from './support/billing/storm.ts'
import { judge } from './support/billing/verdict.ts'
import type { Progress } from './support/progress.ts'
import type { Reorg } from './support/reorganise.ts'
import { type ChaosResult, durations, exactly, noneOf, told } from './support/result.ts'

export type ReorgOptions = {
  seed: number
  reorgs: number
  /** Whether the indexer's node forgets removed blocks. */
  isForgetful: boolean
  progress: Progress
}

/**
 * Random reorgs under load: payers pay invoices, merchants capture, refund and withdraw, subscriptions are charged, and the
 * transactions that each reorg removes are mined again elsewhere. At the end everything must agree with the chain.
 */
export async function chaosReorg(options: ReorgOptions): Promise<ChaosResult[]> {
  const { seed, reorgs, isForgetful, progress } = options
  const random = seededRandom(seed)
  const stage = await openStage({ random, isForgetful })
  try {
    const storm = await runStorm(stage, { random, reorgs, progress })
    const late = await settle(stage)
    return [
      ...stormResults(storm, reorgs),
      noneOf('unsettled', late, 'waits'),
      ...(await judge(stage, storm.removals)),
    ]
  } finally {
    await stage.close()
  }
}

function stormResults({ reorgs, levelMs, seconds }: Storm, wanted: number): ChaosResult[] {
  const sum = (of: (reorg: Reorg) => number) => reorgs.reduce((total, reorg) => total + of(reorg), 0)
  return [
    exactly('reorgs', reorgs.length, 'reorgs', wanted),
    told('reorgs.deepest', Math.max(...reorgs.map(({ depth }) => depth)), 'blocks'),
    told(
      'transactions.removed',
      sum(({ transactions }) => transactions.removed),
      'times',
    ),
    told(
      'transactions.minedAgain',
      sum(({ transactions }) => transactions.again),
      'times',
    ),
    told(
      'transactions.dropped',
      sum(({ transactions }) => transactions.dropped),
      'transactions',
    ),
    told(
      'facts.removed',
      sum(({ removed }) => removed.length),
      'times',
    ),
    ...durations('index.level', levelMs),
    told('storm', seconds, 's'),
  ]
}
