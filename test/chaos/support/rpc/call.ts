/** One question to a node. */
export type Call = { id: unknown; method: string; params: readonly unknown[] }

/** The questions of a request: one, or several in a list. */
export function parseCalls(text: string): [Call, ...Call[]] {
  const body: unknown = JSON.parse(text)
  const [first, ...rest]: unknown[] = Array.isArray(body) ? body : [body]
  return [parseCall(first), ...rest.map(parseCall)]
}

function parseCall(body: unknown): Call {
  const params = fieldOf(body, 'params')
  return {
    id: fieldOf(body, 'id'),
    method: String(fieldOf(body, 'method')),
    params: Array.isArray(params) ? params : [],
  }
}

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

export const resultText = ({ id }: Call, result: unknown) => JSON.stringify({ jsonrpc: '2.0', id, result })

export const errorText = ({ id }: Call, code: number, message: string) =>
  JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })

/** What a node answers, as text. */
export async function ask(rpcUrl: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(rpcUrl, { method: 'POST', headers, body })).text()
}

export async function askFor(rpcUrl: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const answer: unknown = JSON.parse(
    await ask(rpcUrl, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })),
  )
  return fieldOf(answer, 'result')
}
