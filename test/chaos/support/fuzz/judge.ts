import type { Sent } from './connections.ts'
import type { Draft } from './draft.ts'
import type { Tenant } from './tenant.ts'
import type { Write } from './watch.ts'
import { wordsOf } from './words.ts'

/** What must not have happened, a line each. */
export type Faults = {
  serverErrors: string[]
  unanswered: string[]
  /** Rows written by a call that was refused, or that only reads. */
  refusedWrites: string[]
  /** Rows of another merchant that a call wrote. */
  foreignWrites: string[]
  /** Rows of which nobody knows what call wrote them. */
  strayWrites: string[]
  /** Answers with something of another merchant's. */
  leaks: string[]
}

export function noFaults(): Faults {
  return {
    serverErrors: [],
    unanswered: [],
    refusedWrites: [],
    foreignWrites: [],
    strayWrites: [],
    leaks: [],
  }
}

/** The refusals that a retry with the same Idempotency-Key is given again, and the table where they are kept. */
const KEPT_REFUSALS = new Set([403, 404, 422])
const KEPT_IN = 'florin.idempotency_key'

const READS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/** Judges a batch of answers, by the rows that were written meanwhile. */
export function judgeBatch(faults: Faults, { sent, writes, secrets, owner }: Batch): void {
  const byNumber = new Map(sent.map((each) => [each.number, each]))
  // An answer may show what a call sent that began later, so all that was sent is noted first.
  for (const each of sent) secrets.noteSent(each)
  for (const each of sent) judgeAnswer(faults, each, secrets)
  for (const write of writes) {
    const cause = byNumber.get(write.request)
    if (!cause) faults.strayWrites.push(`${write.table} ${write.row.slice(0, 200)}`)
    else judgeWrite(faults, cause, write, owner)
  }
}

export type Batch = {
  sent: readonly Sent[]
  writes: readonly Write[]
  secrets: Secrets
  /** Whose rows nobody may write. */
  owner: Tenant
}

function judgeAnswer(faults: Faults, sent: Sent, secrets: Secrets): void {
  const { draft, status, text } = sent
  if (status === 0) faults.unanswered.push(`${describe(draft)}: ${text}`)
  if (status >= 500) faults.serverErrors.push(`${status} ${describe(draft)}: ${text.slice(0, 300)}`)
  for (const word of secrets.foundIn(`${text} ${sent.location}`))
    faults.leaks.push(`${word} in ${status} ${describe(draft)}`)
}

function judgeWrite(faults: Faults, { draft, status }: Sent, write: Write, owner: Tenant): void {
  const line = `${write.table} by ${status} ${describe(draft)}`
  const isKept = write.table === KEPT_IN && KEPT_REFUSALS.has(status)
  if ((status >= 400 || READS.has(draft.method)) && !isKept) faults.refusedWrites.push(line)
  if (write.row.includes(`"merchant_id": "${owner.merchant.owner.merchantId}"`))
    faults.foreignWrites.push(line)
}

const SHOWN = 500

/** Enough of a request to send it again; without what lets its caller in. */
function describe({ method, path, headers, body }: Draft): string {
  const shown = Object.entries(headers).filter(([name]) => !/authorization|token/.test(name))
  return `${method} ${path.slice(0, SHOWN)} ${JSON.stringify(Object.fromEntries(shown))} ${String(body ?? '').slice(0, SHOWN)}`
}

/** What belongs to one merchant and must not be told to another. */
export class Secrets {
  readonly #words: ReadonlySet<string>
  readonly #told = new Set<string>()

  constructor(words: ReadonlySet<string>) {
    this.#words = words
  }

  /** What a caller has sent itself may come back to it, at once or later. */
  noteSent({ draft }: Sent): void {
    for (const word of wordsOf(`${decoded(draft.path)} ${unescaped(draft.said ?? '')}`))
      if (this.#words.has(word)) this.#told.add(word)
  }

  foundIn(text: string): string[] {
    return wordsOf(text).filter((word) => this.#words.has(word) && !this.#told.has(word))
  }
}

/** JSON without its escapes, of which `\tkey_…` would be read as one word with the id behind it. */
function unescaped(json: string): string {
  return json.replace(/\\(?:u[0-9a-fA-F]{4}|.)/gs, ' ')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
