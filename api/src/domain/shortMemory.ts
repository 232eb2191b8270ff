export interface ShortMemory<T> {
  get(name: string): T | undefined
  set(name: string, value: T): void
}

/**
 * Remembers values for a moment, so that what is asked with every request is read once a moment. Nothing in it is older than
 * `forMs`. When it is full it forgets all: reading again costs little, and nobody can make it grow.
 */
export function makeShortMemory<T>(options: {
  forMs: number
  most: number
  /** Milliseconds on a clock that never goes back. */
  now?: () => number
}): ShortMemory<T> {
  const { forMs, most, now = () => performance.now() } = options
  const kept = new Map<string, { value: T; until: number }>()
  return {
    get: (name) => {
      const found = kept.get(name)
      if (!found) return undefined
      if (now() < found.until) return found.value
      kept.delete(name)
      return undefined
    },
    set: (name, value) => {
      if (kept.size >= most) kept.clear()
      kept.set(name, { value, until: now() + forMs })
    },
  }
}
