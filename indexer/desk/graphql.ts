import type { IncomingMessage } from 'node:http'
import { holdsKey } from './hostKey.ts'

/** A query that needs more text than this asks for too much. */
const MOST_BYTES = 64 * 1024
/** Each may sort in half a gigabyte of Postgres's memory. */
const MOST_AT_ONCE = 2
const TIMEOUT_MS = 30_000

type Answer = { status: number; body: string }

/** The host's own reports in GraphQL: behind the host's key, never a merchant's, and a few at a time. */
export type Reports = (
  request: IncomingMessage,
  findPonder: () => Promise<string | undefined>,
) => Promise<Answer>

/** @param hostKey Undefined where the host has set none: then nobody can ask. */
export function openReports(hostKey: string | undefined): Reports {
  let underWay = 0
  return async (request, findPonder) => {
    const refused = refusal(request, hostKey, underWay)
    if (refused !== undefined) return refused
    const ponderUrl = await findPonder()
    if (hostKey === undefined || ponderUrl === undefined)
      return problem(503, 'The views show a build of another indexer, or none yet. Ask again later.')
    underWay += 1
    try {
      const query = await readBody(request)
      if (query === undefined) return problem(413, `A query may have at most ${MOST_BYTES} bytes.`)
      return await forward(ponderUrl, query, hostKey)
    } finally {
      underWay -= 1
    }
  }
}

function refusal(request: IncomingMessage, hostKey: string | undefined, underWay: number) {
  if (hostKey === undefined)
    return problem(404, 'GraphQL is off: INDEXER_GRAPHQL_KEY is not set. It takes at least 32 characters.')
  if (!holdsKey(request.headers.authorization, hostKey))
    return problem(401, 'authorization must be "Bearer" and the value of INDEXER_GRAPHQL_KEY.')
  if (request.method !== 'POST') return problem(405, 'POST a JSON body {"query": …, "variables": …}.')
  if (underWay >= MOST_AT_ONCE)
    return problem(429, `Only ${MOST_AT_ONCE} queries run at a time. Ask again later.`)
  return undefined
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MOST_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function forward(ponderUrl: string, body: string, hostKey: string): Promise<Answer> {
  const answer = await fetch(`${ponderUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${hostKey}` },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  return { status: answer.status, body: await answer.text() }
}

function problem(status: number, detail: string): Answer {
  return { status, body: JSON.stringify({ errors: [{ message: detail }] }) }
}
