import { type IndexState, lagBlocks, lagSeconds, reasonsAgainst } from './readiness.ts'

type Sample = { labels: Record<string, string | number>; value: bigint | number }

/**
 * Prometheus text: our own gauges, and Ponder's metrics of the build that readers see. Events per second are the rate of
 * `ponder_indexing_completed_events`.
 * @param reorgs How many each chain had.
 * @param ponder Text of Ponder's own endpoint; empty where it does not answer.
 */
export function metricsText(state: IndexState, reorgs: ReadonlyMap<number, number>, ponder: string): string {
  const { build, live, chains } = state
  const byChain = (value: (chain: (typeof chains)[number]) => bigint) =>
    chains.map((chain) => ({ labels: { chain_id: chain.chainId }, value: value(chain) }))
  const ready = reasonsAgainst(state).length === 0
  return [
    gauge('florin_indexer_ready', 'Whether readers can rely on the views.', [
      { labels: { build }, value: ready ? 1 : 0 },
    ]),
    gauge('florin_indexer_live', 'Whether the views show a build of this process.', [
      { labels: { build }, value: live === build ? 1 : 0 },
    ]),
    gauge(
      'florin_indexer_block',
      'Latest block in the tables.',
      byChain(({ block }) => block),
    ),
    gauge(
      'florin_indexer_head_block',
      'Latest block of the chain.',
      byChain(({ head }) => head.number),
    ),
    gauge('florin_indexer_lag_blocks', 'Blocks between the two.', byChain(lagBlocks)),
    gauge(
      'florin_indexer_lag_seconds',
      'Seconds between the two, by the chain’s clock.',
      byChain(lagSeconds),
    ),
    metric(
      'florin_indexer_reorgs_total',
      'counter',
      'Reorgs met since the indexer was started.',
      chains.map(({ chainId }) => ({ labels: { chain_id: chainId }, value: reorgs.get(chainId) ?? 0 })),
    ),
    ponder,
  ].join('\n')
}

function gauge(name: string, help: string, samples: readonly Sample[]): string {
  return metric(name, 'gauge', help, samples)
}

function metric(name: string, type: 'gauge' | 'counter', help: string, samples: readonly Sample[]): string {
  const lines = samples.map(({ labels, value }) => `${name}{${labelText(labels)}} ${value}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n')
}

function labelText(labels: Sample['labels']): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')
}
