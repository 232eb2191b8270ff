import type { Random } from '../../../support/random.ts'
import type { Progress } from '../progress.ts'
import { byAnything, byKey } from './callers.ts'
import type { Sent } from './connections.ts'
import { type Author, type Draft, draftRequest, type Manner } from './draft.ts'
import { type Faults, judgeBatch, Secrets } from './judge.ts'
import type { Operation } from './operations.ts'
import type { FuzzSite } from './site.ts'
import { fieldsOf, type Tenant } from './tenant.ts'

const BATCH = 500
/** Together as many as the connections can carry. */
const LANES = 8
const FURNISH_ROUNDS = 6

export type Tally = {
  sent: number
  byStatus: Map<number, number>
  /** Operations that accepted a request. */
  accepted: Set<string>
}

/** Gives both merchants some of everything that can be made, by valid calls. */
export async function furnish(site: FuzzSite, random: Random): Promise<void> {
  for (const tenant of [site.owner, site.intruder]) {
    const author = authorOf(site, { random, tenant, stranger: tenant })
    for (let round = 0; round < FURNISH_ROUNDS; round += 1) {
      const drafts = site.operations
        .filter(({ method }) => method !== 'DELETE')
        .map((operation) => draftRequest({ ...author, credentials: byKey(tenant) }, operation, 'valid'))
      for (const { text } of await sendAll(site, drafts)) tenant.learn(text)
    }
  }
  await site.watch.takeWrites()
}

export type Run = {
  random: Random
  secrets: ReadonlySet<string>
  faults: Faults
  progress: Progress
}

/** Random requests of the intruder; answers of every kind are counted. */
export async function runFuzz(
  site: FuzzSite,
  { random, requests, secrets, faults, progress }: Run & { requests: number },
): Promise<Tally> {
  const { owner, intruder } = site
  const tally: Tally = { sent: 0, byStatus: new Map(), accepted: new Set() }
  const author = authorOf(site, { random, tenant: intruder, stranger: owner })
  const known = new Secrets(secrets)
  progress.begin('requests', requests)
  while (tally.sent < requests) {
    const drafts: Draft[] = []
    while (drafts.length < Math.min(BATCH, requests - tally.sent))
      drafts.push(draftRequest(author, anyOf(random, site.operations), mannerOf(random)))
    const sent = await sendAll(site, drafts, progress)
    judgeBatch(faults, { sent, writes: await site.watch.takeWrites(), secrets: known, owner })
    count(tally, sent)
    for (const { text, status } of sent) if (status < 400) intruder.learn(text)
    if (sent.some(({ text }) => text.includes('revoked_api_key'))) await intruder.renewKeys()
  }
  progress.end()
  return tally
}

export function authorOf(
  site: FuzzSite,
  { random, tenant, stranger }: { random: Random; tenant: Tenant; stranger: Tenant },
): Author {
  return {
    random,
    ids: tenant.ids,
    fields: fieldsOf(site.world),
    strangers: stranger.ids,
    credentials: byAnything(random, tenant),
  }
}

/** Over several connections at once, in the order of the list. */
export async function sendAll(
  site: FuzzSite,
  drafts: readonly Draft[],
  progress?: Progress,
): Promise<Sent[]> {
  const queue = drafts.values()
  const sent: Sent[] = []
  const lane = async () => {
    for (const draft of queue) {
      sent.push(await site.connections.send(draft))
      progress?.step()
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return sent
}

function mannerOf(random: Random): Manner {
  return random.pick([
    'valid',
    'valid',
    'near',
    'near',
    'near',
    'near',
    'near',
    'hostile',
    'hostile',
    'hostile',
  ])
}

function anyOf(random: Random, operations: readonly Operation[]): Operation {
  const operation = operations[random.integer(operations.length)]
  if (!operation) throw new Error('the document has no operation')
  return operation
}

function count(tally: Tally, sent: readonly Sent[]): void {
  tally.sent += sent.length
  for (const { status, draft } of sent) {
    tally.byStatus.set(status, (tally.byStatus.get(status) ?? 0) + 1)
    if (status >= 200 && status < 300) tally.accepted.add(draft.operation)
  }
}
