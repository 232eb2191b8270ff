import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { isIPv6 } from 'node:net'

export type Resolver = { lookups: () => number; stop(): void }

/** Answers every name of this process from a table; `answer` is asked at each lookup, so that it may change its mind. */
export function playResolver(answer: (name: string) => readonly string[]): Resolver {
  const { lookup } = dns
  let count = 0
  const fake = (name: string, options: { all?: boolean }, done: Answered) => {
    count += 1
    const found = answer(name).map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
    const [first] = found
    process.nextTick(() => {
      if (!first) done(Object.assign(new Error(`there is no ${name}`), { code: 'ENOTFOUND' }))
      else if (options.all) done(null, found)
      else done(null, first.address, first.family)
    })
  }
  Object.assign(dns, { lookup: fake })
  syncBuiltinESMExports()
  return {
    lookups: () => count,
    stop: () => {
      Object.assign(dns, { lookup })
      syncBuiltinESMExports()
    },
  }
}

type Answered = (error: Error | null, address?: unknown, family?: number) => void
