import { custom, type Transport } from 'viem'
import type { Clock } from '../domain/clock.ts'
import { rpcAnswerOf } from './rpcAnswer.ts'

/** How long a node that failed, or was behind, is asked only where every other one fails too. */
const REST_MS = 10_000
/** How long another node is followed before the first in the list is tried again. */
const RETURN_MS = 30_000

/**
 * Several nodes of one chain as one. Requests stay with one node, because two of them may not be at the same block, and leave
 * it when it does not answer, when it has less than it should, or when its head is behind one that was seen before; a node is
 * followed only after its own head was looked at. The first in the list is preferred.
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
  let highest = 0n

  /** The one that is followed, then the others in the order of the list; those that rest come last. */
  function order(): number[] {
    const listed = nodes.map((_, index) => index)
    const goesHome = now() - followedSince >= RETURN_MS
    const first = goesHome ? listed : [followed, ...listed.filter((index) => index !== followed)]
    const awake = first.filter((index) => (restsUntil[index] ?? 0) <= now())
    return [...awake, ...first.filter((index) => !awake.includes(index))]
  }

  /** Asks one node. A head that is behind is a failure, and so is a node that would be followed with such a head. */
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
    if (head === undefined) return
    if (head < highest) throw new NodeBehind(head, answer)
    highest = head
  }

  async function request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    const behind: NodeBehind[] = []
    let failure: unknown
    for (const index of order()) {
      try {
        const answer = await askOne(index, method, params)
        if (index !== followed || index === 0) followedSince = now()
        followed = index
        return answer
      } catch (error) {
        if (isFinal(error)) throw error
        if (error instanceof NodeBehind) behind.push(error)
        restsUntil[index] = now() + REST_MS
        failure = error
      }
    }
    // Where all of them went back, the chain did.
    highest = behind.length === nodes.length ? greatest(behind) : highest
    const best = isHead(method, params) ? behind.find(({ head }) => head === greatest(behind)) : undefined
    if (best) return best.answer
    throw failure instanceof NodeBehind ? new Error('every node of the chain is behind') : failure
  }
  return custom({ request }, { retryCount: 0 })
}

/** A node answered whose head is below one that was seen before. */
class NodeBehind extends Error {
  readonly head: bigint
  readonly answer: unknown
  constructor(head: bigint, answer: unknown) {
    super(`a node is at block ${head}, behind another one`)
    this.head = head
    this.answer = answer
  }
}

function greatest(behind: readonly NodeBehind[]): bigint {
  return behind.reduce((most, { head }) => (head > most ? head : most), 0n)
}

function isHead(method: string, params: unknown): boolean {
  if (method === 'eth_blockNumber') return true
  return method === 'eth_getBlockByNumber' && Array.isArray(params) && params[0] === 'latest'
}

/** The height that an answer names: a quantity, or a block with its number. */
function headOf(answer: unknown): bigint | undefined {
  const number = typeof answer === 'object' && answer !== null && 'number' in answer ? answer.number : answer
  return typeof number === 'string' && /^0x[0-9a-f]+$/i.test(number) ? BigInt(number) : undefined
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
