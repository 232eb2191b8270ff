import type { Clock } from '../domain/clock.ts'
import { DISPROVEN_AFTER_MS } from '../domain/falseHead.ts'

/** So many blocks may come at once, and so many more in each second: no chain makes as many. */
const MOST_AT_ONCE = 64n
const MOST_PER_SECOND = 100n

/** A node told of a head that is not believed: below one that was seen, or further above it than a chain can have come. */
export class DoubtfulHead extends Error {
  readonly kind: 'behind' | 'leap'
  readonly head: bigint
  readonly answer: unknown
  constructor(kind: 'behind' | 'leap', head: bigint, answer: unknown) {
    super(`a node is at block ${head}, ${kind === 'behind' ? 'behind' : 'far ahead of'} another one`)
    this.kind = kind
    this.head = head
    this.answer = answer
  }
}

/** The highest head that was seen of a chain, by which others are judged. */
export interface HeadTrack {
  /** Takes a head that a chain may have come to, and throws at any other. */
  judge(head: bigint, answer: unknown): void
  /** Takes a head, whatever was seen before. */
  take(head: bigint): void
  /** Whether a block of this time, in milliseconds, can only have been made after the highest head was told. */
  isLater(time: number): boolean
}

export function trackHeads(clock: Clock): HeadTrack {
  const now = () => clock.now().getTime()
  let highest: bigint | undefined
  let toldAt = now()

  function take(head: bigint): void {
    if (head !== highest) toldAt = now()
    highest = head
  }

  function judge(head: bigint, answer: unknown): void {
    if (highest !== undefined) {
      if (head < highest) throw new DoubtfulHead('behind', head, answer)
      const seconds = BigInt(Math.max(0, Math.floor((now() - toldAt) / 1000)))
      if (head > highest + MOST_AT_ONCE + MOST_PER_SECOND * seconds)
        throw new DoubtfulHead('leap', head, answer)
    }
    take(head)
  }
  return { judge, take, isLater: (time) => time > toldAt + DISPROVEN_AFTER_MS }
}
