import type { Reading } from './readings.ts'

/** One figure that several parts of the system know, and must know alike. */
export interface Agreement {
  what: string
  expected: string
  seen: Record<keyof Reading, string | null>
  ok: boolean
}

/** Compares what each part says with what was done. A part that keeps no such figure says null. */
export function compare(what: string, expected: bigint, reading: Reading): Agreement {
  const show = (amount: bigint | null) => (amount === null ? null : amount.toString())
  const figures = Object.values(reading).filter((amount) => amount !== null)
  return {
    what,
    expected: expected.toString(),
    seen: {
      chain: show(reading.chain),
      index: show(reading.index),
      api: show(reading.api),
      ledger: show(reading.ledger),
      webhooks: show(reading.webhooks),
    },
    ok: figures.length >= 2 && figures.every((amount) => amount === expected),
  }
}
