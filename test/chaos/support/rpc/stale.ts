import { ask, askFor, type Call, errorText, fieldOf, resultText } from './call.ts'

const NEWEST = new Set(['latest', 'pending', 'safe'])

/** Questions about the state at a block, which is their last parameter. */
const OF_A_BLOCK = new Set([
  'eth_call',
  'eth_estimateGas',
  'eth_getBalance',
  'eth_getCode',
  'eth_getTransactionCount',
])

/** What a node says that has not heard of the newest blocks, such as one of several behind one address. */
export async function askBehind(rpcUrl: string, call: Call, lag: number): Promise<string> {
  const head = Number(await askFor(rpcUrl, 'eth_blockNumber', []))
  const known = Math.max(head - lag, 0)
  const { method } = call
  if (method === 'eth_blockNumber') return resultText(call, toQuantity(known))
  if (method === 'eth_getTransactionReceipt' || method === 'eth_getTransactionByHash') {
    const text = await askAs(rpcUrl, call, call.params)
    return isBeyond(fieldOf(fieldOf(JSON.parse(text), 'result'), 'blockNumber'), known)
      ? resultText(call, null)
      : text
  }
  if (method === 'eth_getBlockByNumber' && isBeyond(call.params[0], known)) return resultText(call, null)
  if (OF_A_BLOCK.has(method) && isBeyond(call.params.at(-1), known)) {
    return errorText(call, -32_000, 'header not found')
  }
  return askAs(
    rpcUrl,
    call,
    call.params.map((param) => upTo(param, known)),
  )
}

function askAs(rpcUrl: string, { id, method }: Call, params: readonly unknown[]): Promise<string> {
  return ask(rpcUrl, JSON.stringify({ jsonrpc: '2.0', id, method, params }))
}

/** The same parameter where the newest block is an older one. */
function upTo(param: unknown, known: number): unknown {
  if (typeof param === 'string' && NEWEST.has(param)) return toQuantity(known)
  if (isBeyond(fieldOf(param, 'toBlock'), known)) return { ...Object(param), toBlock: toQuantity(known) }
  return param
}

function isBeyond(block: unknown, known: number): boolean {
  return typeof block === 'string' && /^0x[0-9a-f]{1,16}$/i.test(block) && Number(block) > known
}

const toQuantity = (number: number) => `0x${number.toString(16)}`
