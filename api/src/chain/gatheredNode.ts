import { HttpRequestError, RpcRequestError } from 'viem'
import { getHttpRpcClient } from 'viem/utils'
import { z } from 'zod'

/** Providers bound how much may be asked for in one request; ten is what strict ones take. */
const MOST_TOGETHER = 10

interface Question {
  method: string
  params?: unknown
}

interface Waiting {
  question: Question
  resolve(answer: unknown): void
  reject(error: unknown): void
}

/**
 * One node over HTTP. Questions that come in the same moment go in one request, which spares both sides most of the work. A
 * node that does not take several at once is asked one by one from then on.
 */
export function gatheredNode(url: string, timeout: number): (question: Question) => Promise<unknown> {
  const http = getHttpRpcClient(url, { timeout })
  let waiting: Waiting[] = []
  let takesMany = true
  let lastId = 0

  function name(question: Question) {
    lastId += 1
    return { ...question, id: lastId }
  }

  async function askOne(waiting: Waiting): Promise<void> {
    try {
      settle(waiting, answerSchema.parse(await http.request({ body: name(waiting.question) })), url)
    } catch (error) {
      waiting.reject(error)
    }
  }

  /** @returns An answer for each, in their order; undefined where the node answered, but not all of them. */
  async function askMany(questions: readonly Question[]): Promise<Answer[] | undefined> {
    const named = questions.map(name)
    try {
      const answers = z.array(answerSchema).safeParse(await http.request({ body: named })).data ?? []
      const byId = new Map(answers.map((answer) => [answer.id, answer]))
      const ordered = named.flatMap(({ id }) => byId.get(id) ?? [])
      return ordered.length === named.length ? ordered : undefined
    } catch (error) {
      if (isRefusal(error)) return undefined
      throw error
    }
  }

  async function askAll(all: readonly Waiting[]): Promise<void> {
    if (all.length > 1 && takesMany) {
      const answers = await askMany(all.map(({ question }) => question))
      takesMany = answers !== undefined
      for (const [index, answer] of answers?.entries() ?? []) settle(all[index], answer, url)
      if (takesMany) return
    }
    await Promise.all(all.map(askOne))
  }

  function send(): void {
    const gathered = waiting
    waiting = []
    for (let start = 0; start < gathered.length; start += MOST_TOGETHER) {
      const all = gathered.slice(start, start + MOST_TOGETHER)
      askAll(all).catch((error: unknown) => {
        for (const { reject } of all) reject(error)
      })
    }
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject })
      if (waiting.length === 1) setImmediate(send)
    })
}

const answerSchema = z.object({
  id: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }).nullish(),
})
type Answer = z.infer<typeof answerSchema>

function settle(waiting: Waiting | undefined, answer: Answer, url: string): void {
  try {
    if (waiting) waiting.resolve(resultOf(answer, waiting.question, url))
  } catch (error) {
    waiting?.reject(error)
  }
}

function resultOf({ result, error }: Answer, question: Question, url: string): unknown {
  if (error) throw new RpcRequestError({ body: { ...question }, error, url })
  return result
}

/** The node, or what stands before it, answered, and that it does not want such a request, or less than was asked for. */
function isRefusal(error: unknown): boolean {
  if (error instanceof RpcRequestError) return error.status !== 429
  if (!(error instanceof HttpRequestError)) return false
  const { status } = error
  if (status === undefined) return /^Expected \d+ responses/.test(error.details)
  return status >= 400 && status < 500 && status !== 429
}
