import { byCheckoutToken, byKey, byNobody } from './callers.ts'
import { draftRequest } from './draft.ts'
import { judgeBatch, Secrets } from './judge.ts'
import { digestTenant } from './secrets.ts'
import type { FuzzSite } from './site.ts'
import { authorOf, type Run, sendAll } from './storm.ts'

/**
 * Every operation with ids of the owner: by the key of another merchant, by the token of another merchant's invoice, and by
 * nobody, `each` times. Answers how many requests that were, and the owner's tables that changed meanwhile.
 */
export async function runCrossTenant(
  site: FuzzSite,
  { random, each, secrets, faults, progress }: Run & { each: number },
): Promise<{ sent: number; changed: string[] }> {
  const { owner, intruder, operations, world } = site
  const before = await digestTenant(world, owner)
  const callers = [byKey(intruder), byCheckoutToken(random, intruder), byNobody]
  const author = authorOf(site, { random, tenant: owner, stranger: intruder })
  const known = new Secrets(secrets)
  let count = 0
  progress.begin('requests with ids of another', operations.length * callers.length * each)
  for (const operation of operations) {
    const drafts = callers.flatMap((credentials) =>
      Array.from({ length: each }, (_, index) =>
        draftRequest({ ...author, credentials }, operation, index % 5 === 0 ? 'near' : 'valid'),
      ),
    )
    const sent = await sendAll(site, drafts, progress)
    judgeBatch(faults, { sent, writes: await site.watch.takeWrites(), secrets: known, owner })
    count += sent.length
  }
  progress.end()
  const after = await digestTenant(world, owner)
  return { sent: count, changed: Object.keys(before).filter((table) => before[table] !== after[table]) }
}
