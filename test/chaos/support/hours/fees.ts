import type { Random } from '../../../support/random.ts'

const GWEI = 10n ** 9n
const STORM_EVERY = 400
const STORM_BLOCKS = 20
const STORM = 50n

/** The base fee by block: it wanders between 5 and 40 gwei, and now and then is fifty times as much for twenty blocks. */
export function feesAt(random: Random): (block: number) => bigint {
  let calm = 20n
  return (block) => {
    const next = calm + BigInt(random.integer(5) - 2)
    calm = next < 5n ? 5n : next > 40n ? 40n : next
    const isStorm = block % STORM_EVERY >= STORM_EVERY - STORM_BLOCKS
    return calm * GWEI * (isStorm ? STORM : 1n)
  }
}
