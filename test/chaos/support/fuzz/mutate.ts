import { isRecord } from '../../../../scripts/local/json.ts'
import type { Random } from '../../../support/random.ts'
import { hostileKey, hostileValue, textOf } from './hostile.ts'
import type { Ids } from './words.ts'

/** Changes one thing of a valid value, somewhere inside of it. */
export function mutate(random: Random, value: unknown, strangers: Ids): unknown {
  if (Array.isArray(value) && value.length > 0 && random.integer(4) > 0) {
    const at = random.integer(value.length)
    return value.map((inner, index) => (index === at ? mutate(random, inner, strangers) : inner))
  }
  if (isRecord(value) && random.integer(5) > 0) return mutateObject(random, value, strangers)
  return mutateLeaf(random, value, strangers)
}

function mutateObject(random: Random, value: Record<string, unknown>, strangers: Ids): unknown {
  const entries = Object.entries(value)
  const at = random.integer(entries.length)
  const entry = entries[at]
  if (!entry || random.integer(5) === 0) return withEntry(entries, hostileKey(random), hostileValue(random))
  if (random.integer(6) === 0) return Object.fromEntries(entries.toSpliced(at, 1))
  const [key, inner] = entry
  return withEntry(entries, key, mutate(random, inner, strangers))
}

/** Unlike an assignment this makes a property of its own of `__proto__` too. */
function withEntry(entries: [string, unknown][], key: string, value: unknown): Record<string, unknown> {
  return Object.fromEntries([...entries, [key, value]])
}

function mutateLeaf(random: Random, value: unknown, strangers: Ids): unknown {
  const text = textOf(value)
  switch (random.integer(10)) {
    case 0:
      return [value]
    case 1:
      return { value }
    case 2:
      return typeof value === 'string' ? Number(value) : text
    case 3:
      return `${text}\0`
    case 4:
      return text.toUpperCase()
    case 5:
      return text.slice(0, -1)
    case 6:
      return ` ${text}`
    case 7:
      return strangers.any(random) ?? null
    default:
      return hostileValue(random)
  }
}
