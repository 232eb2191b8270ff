const bps = 10_000n

/** The fees that `capture` accepts; `charge` accepts only the least one unless operator or merchant calls. */
export function feeBounds(
  amount: bigint,
  terms: { minFeeBps: number; maxFeeBps: number },
): { least: bigint; greatest: bigint } {
  const least = (amount * BigInt(terms.minFeeBps) + bps - 1n) / bps
  const greatest = (amount * BigInt(terms.maxFeeBps)) / bps
  return { least, greatest: greatest < least ? least : greatest }
}
