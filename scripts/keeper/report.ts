import type { Skipped } from './judge.ts'
import type { Keeper } from './keeper.ts'
import type { Round } from './round.ts'

/** One line each of what a round did; what was skipped for the same reason the round before is not told again. */
export function linesOf(round: Round, before: Round | undefined): string[] {
  const { charged, failed, skipped, transactions } = round
  const known = new Set(before?.skipped.map(skippedLine))
  return [
    ...charged.map(
      ({ id, period, amount, token }) => `charged ${id} period ${period}: ${amount} base units of ${token}`,
    ),
    ...failed.map(({ id, period, reason }) => `failed  ${id} period ${period}: ${reason}`),
    ...skipped.map(skippedLine).filter((line) => !known.has(line)),
    ...transactions.map(({ hash, gasUsed }) => `sent    ${hash}, ${gasUsed} gas`),
  ]
}

function skippedLine({ due: { id, period }, reason }: Skipped): string {
  return `skipped ${id} period ${period}: ${reason}`
}

export type Totals = { rounds: number; charged: number; failed: number; errors: number }

/** The last line of `--json`: the totals, and the items of the last round. Amounts are base units. */
export function jsonOf({ chainId, manager }: Keeper, totals: Totals, last: Round | undefined): string {
  return JSON.stringify({
    keeper: 'florin',
    ok: isFine(totals),
    chainId,
    manager,
    ...totals,
    last: last && {
      block: last.block === undefined ? null : Number(last.block),
      live: last.live,
      charged: last.charged.map((item) => ({ ...item, amount: item.amount.toString() })),
      failed: last.failed,
      skipped: last.skipped.map(({ due: { id, period }, reason }) => ({ id, period, reason })),
      error: last.error ?? null,
      transactions: last.transactions.map(({ hash, gasUsed }) => ({ hash, gasUsed: Number(gasUsed) })),
    },
  })
}

/** Whether all that could be charged was. */
export function isFine({ failed, errors }: Totals): boolean {
  return failed === 0 && errors === 0
}
