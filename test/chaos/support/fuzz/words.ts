import type { Random } from '../../../support/random.ts'

/** Ids of ours, anywhere in a text. */
const ID = /\b([a-z]{2,6})_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g
/** Long enough to be unguessable: ids, tokens, keys, hashes. */
const WORD = /[A-Za-z0-9_-]{20,}/g
/** Of each kind; enough to have some in every state. */
const MOST = 400
/** Those learnt last were changed the least, so they are the likelier half. */
const RECENT = 20

export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? []
}

/** The ids that one party knows, by their prefix. */
export class Ids {
  readonly #byPrefix = new Map<string, string[]>()
  readonly #known = new Set<string>()

  learn(text: string): void {
    for (const [id, prefix = ''] of text.matchAll(ID)) {
      if (this.#known.has(id)) continue
      this.#known.add(id)
      const kept = this.#byPrefix.get(prefix) ?? []
      this.#byPrefix.set(prefix, kept)
      if (kept.push(id) > MOST) kept.shift()
    }
  }

  pick(random: Random, prefix: string): string | undefined {
    const all = this.#byPrefix.get(prefix) ?? []
    const from = random.integer(2) === 0 ? all : all.slice(-RECENT)
    return from[random.integer(from.length)]
  }

  any(random: Random): string | undefined {
    const prefixes = [...this.#byPrefix.keys()]
    return this.pick(random, prefixes[random.integer(prefixes.length)] ?? '')
  }
}
