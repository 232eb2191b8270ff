const VARIABLE = 'FLORIN_TEST_SEED'

export type Random = {
  seed: number
  /** An integer from 0 to `below - 1`. */
  integer(below: number): number
  pick<T>(choices: readonly [T, ...T[]]): T
}

/** mulberry32: small, and the same sequence everywhere for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Random choices for a test. The seed is printed, and FLORIN_TEST_SEED=<seed> repeats a run. */
export function testRandom(): Random {
  const given = process.env[VARIABLE]
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
  if (!Number.isInteger(seed)) throw new Error(`${VARIABLE} must be an integer, not "${given}".`)
  process.stderr.write(`${VARIABLE}=${seed}\n`)
  return seededRandom(seed)
}

/** Random choices that a seed repeats. */
export function seededRandom(seed: number): Random {
  const next = generator(seed)
  const integer = (below: number) => Math.floor(next() * below)
  return {
    seed,
    integer,
    pick: (choices) => choices[integer(choices.length)] ?? choices[0],
  }
}
