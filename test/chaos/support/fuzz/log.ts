import type { FuzzSite } from './site.ts'
import { wordsOf } from './words.ts'

/** Keys of merchants and secrets of webhooks. */
const SECRET = /fl_(?:test|live)_[A-Za-z0-9_-]{20,}|whsec_[A-Za-z0-9+/=]{20,}/
const SHOWN = 300

/** Lines of the log that hold what lets somebody in. */
export function secretsInLog({ logLines, owner, intruder, world }: FuzzSite): string[] {
  const { secretsKeys, gasSignerKeys, operatorKey } = world.ctx.config
  const known = new Set([
    ...owner.checkoutTokens.values(),
    ...intruder.checkoutTokens.values(),
    ...secretsKeys.map((key) => key.toString('hex')),
    ...gasSignerKeys.map((key) => key.slice(2)),
    (operatorKey ?? '').slice(2),
  ])
  const hasSecret = (line: string) => SECRET.test(line) || wordsOf(line).some((word) => known.has(word))
  return logLines.filter(hasSecret).map((line) => line.slice(0, SHOWN))
}
