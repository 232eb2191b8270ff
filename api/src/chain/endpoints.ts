import { BaseError, custom, type Transport } from 'viem'
import type { Clock } from '../domain/clock.ts'
import { headOf, isHead, timeOf } from './headAnswer.ts'
import { DoubtfulHead, trackHeads } from './headTrack.ts'
import { away, rpcAnswerOf } from './rpcAnswer.ts'

/** How long a node that failed, or was behind, is asked only where every other one fails too. */
const REST_MS = 10_000
/** How long another node is followed before the first in the list is tried again. */
const RETURN_MS = 30_000

/**
 * Several nodes of one chain as one. Requests stay with one node, because two of them may not be at the same block, and leave
 * it when it does not answer, when it has less than it should, or when its head is behind one that was seen before or too far above it; a
 * node is followed only after its own head was looked at. The first in the list is preferred.
 * @param nodes Each proves its chain by itself: {@link checkedTransport}.
 */
export function endpoints(nodes: readonly Transport[], clock: Clock): Transport {
  const [only] = nodes
  if (only && nodes.length === 1) return only
  const asks = nodes.map((node) => node({ retryCount: 0 }).request)
  const restsUntil = nodes.map(() => 0)
  const now = () => clock.now().getTime()
  let followed = 0
  let followedSince = now()
  const heads = trackHeads(clock)

  /** The one that is followed, then the others in the order of the list; those that rest come last. */
  function order(): number[] {
    const listed = nodes.map((_, index) => index)
    const goesHome = now() - followedSince >= RETURN_MS
    const first = goesHome ? listed : [followed, ...listed.filter((index) => index !== followed)]
    const awake = first.filter((index) => (restsUntil[index] ?? 0) <= now())
    return [...awake, ...first.filter((index) => !awake.includes(index))]
  }

  /** Asks one node. A head that is not believed is a failure, and so is a node that would be followed with such a head. */
  async function askOne(index: number, method: string, params: unknown): Promise<unknown> {
    const ask = asks[index]
    if (!ask) throw new Error(`there is no node ${index}`)
    if (index !== followed && !isHead(method, params)) keepUp(await ask({ method: 'eth_blockNumber' }))
    const answer = await ask({ method, params })
    if (isHead(method, params)) keepUp(answer)
    return answer
  }

  function keepUp(answer: unknown): void {
    const head = headOf(answer)
    if (head !== undefined) heads.judge(head, answer)
  }

  async function request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    const doubtful: Doubt[] = []
    let failure: unknown
    for (const index of order()) {
      try {
        const answer = await askOne(index, method, params)
        if (index !== followed || index === 0) followedSince = now()
        followed = index
        return answer
      } catch (error) {
        if (isFinal(error)) throw error
        if (error instanceof DoubtfulHead) doubtful.push({ index, told: error })
        restsUntil[index] = now() + REST_MS
        failure = error
      }
    }
    const agreed = await agree(doubtful)
    if (agreed) heads.take(agreed.head)
    if (agreed && isHead(method, params)) return agreed.answer
    throw failure instanceof DoubtfulHead ? nowhere() : failure
  }

  /** The head that is believed after all, where the nodes that answered say with one voice that the highest seen was false. */
  async function agree(doubtful: readonly Doubt[]): Promise<DoubtfulHead | undefined> {
    const told = doubtful.map((doubt) => doubt.told).sort((a, b) => (a.head < b.head ? -1 : 1))
    // No two are wrong by the same leap.
    if (told.every(({ kind }) => kind === 'leap')) return told.length > 1 ? told[0] : undefined
    if (!told.every(({ kind }) => kind === 'behind')) return undefined
    // Where all of them went back, the chain did. Where some are silent, the others may lag, unless they show what came after.
    if (told.length === nodes.length) return told.at(-1)
    const later = await Promise.all(doubtful.map(({ index }) => showsLater(index)))
    return later.every((is) => is) ? told.at(-1) : undefined
  }

  async function showsLater(index: number): Promise<boolean> {
    const question = { method: 'eth_getBlockByNumber', params: ['latest', false] }
    const block = await asks[index]?.(question).catch(() => undefined)
    const time = timeOf(block)
    return time !== undefined && heads.isLater(time)
  }
  return custom({ request }, { retryCount: 0 })
}

function nowhere(): BaseError {
  return new BaseError('no node of the chain is where it should be', { cause: away() })
}

interface Doubt {
  index: number
  told: DoubtfulHead
}

/** Codes of JSON-RPC that speak of the node, not of the question: internal error, not available, too many requests. */
const ABOUT_THE_NODE = new Set([-32_603, -32_002, -32_001, -32_005])
const LACKS_STATE =
  /header not found|block not found|unknown block|missing trie node|too many requests|rate limit/i

/** Whether a node answered, so that asking another one would give the same. */
function isFinal(error: unknown): boolean {
  const answer = rpcAnswerOf(error)
  return answer !== undefined && !ABOUT_THE_NODE.has(answer.code) && !LACKS_STATE.test(answer.details)
}
