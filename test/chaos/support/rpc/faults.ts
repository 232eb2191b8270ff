import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../../support/random.ts'
import { ask, type Call, errorText, resultText } from './call.ts'
import { askBehind } from './stale.ts'

/** One question on its way to the node. */
export type Exchange = {
  rpcUrl: string
  body: string
  call: Call
  request: IncomingMessage
  response: ServerResponse
  random: Random
}

type Act = (exchange: Exchange) => Promise<void>

const MOST_DELAY_MS = 1_500
/** Longer than our side waits for any answer. */
const SILENCE_MS = 6_000
const MOST_LAG = 8
const PAGE = '<html><body><h1>Bad gateway</h1>execution reverted; nonce too low; already known</body></html>'

export function reply(response: ServerResponse, body: string, status = 200, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type }).end(body)
}

const forward = ({ rpcUrl, body }: Exchange) => ask(rpcUrl, body)

const late: Act = async (exchange) => {
  await delay(exchange.random.integer(MOST_DELAY_MS))
  reply(exchange.response, await forward(exchange))
}

/** What nodes and the proxies before them do wrong, by name. */
export const FAULTS = {
  delay: late,
  /** Taken by the node, and answered when nobody waits any more. */
  silence: async (exchange) => {
    const answer = await forward(exchange)
    await delay(SILENCE_MS)
    reply(exchange.response, answer)
  },
  requestDropped: async ({ response }) => {
    response.destroy()
  },
  responseDropped: async (exchange) => {
    await forward(exchange)
    exchange.response.destroy()
  },
  reset: async ({ request }) => {
    request.socket.resetAndDestroy()
  },
  tooMany: async ({ response, call }) => {
    response.setHeader('retry-after', '1')
    reply(response, errorText(call, -32005, 'rate limit exceeded'), 429)
  },
  unavailable: async ({ response }) => reply(response, 'no server is available', 503, 'text/plain'),
  page: async ({ response, random }) => reply(response, PAGE, random.pick([200, 502]), 'text/html'),
  cutJson: async (exchange) => {
    const answer = await forward(exchange)
    reply(exchange.response, answer.slice(0, exchange.random.integer(answer.length)))
  },
  answeredTwice: async (exchange) => {
    const answer = await forward(exchange)
    reply(exchange.response, answer + answer)
  },
  /** The node has it twice, and it is the second answer that comes back. */
  askedTwice: async (exchange) => {
    await forward(exchange)
    reply(exchange.response, await forward(exchange))
  },
  behind: async ({ rpcUrl, call, response, random }) =>
    reply(response, await askBehind(rpcUrl, call, 1 + random.integer(MOST_LAG))),
  wrongChain: async ({ call, response }) => reply(response, resultText(call, '0x1')),
  receiptMissing: async ({ call, response }) => reply(response, resultText(call, null)),
  alreadyKnown: async (exchange) => {
    await forward(exchange)
    reply(exchange.response, errorText(exchange.call, -32000, 'already known'))
  },
} satisfies Record<string, Act>

export type FaultName = keyof typeof FAULTS

const isFault = (name: string): name is FaultName => name in FAULTS

/** Faults of an answer to a question that comes alone. */
const ALONE: readonly FaultName[] = ['behind']

/** Faults of one question only. */
const ONLY: Partial<Record<FaultName, string>> = {
  wrongChain: 'eth_chainId',
  receiptMissing: 'eth_getTransactionReceipt',
  alreadyKnown: 'eth_sendRawTransaction',
}

/** What may go wrong with a request. What is wrong with a question that comes alone comes more often. */
export function faultsOf(methods: readonly string[]): FaultName[] {
  const names = Object.keys(FAULTS).filter(isFault)
  const common = names.filter((name) => ONLY[name] === undefined)
  if (methods.length > 1) return common.filter((name) => !ALONE.includes(name))
  const own = names.filter((name) => ONLY[name] === methods[0])
  return [...common, ...own, ...own, ...own]
}
