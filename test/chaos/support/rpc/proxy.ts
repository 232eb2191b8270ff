import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Random } from '../../../support/random.ts'
import { ask, type Call, parseCalls } from './call.ts'
import { FAULTS, type FaultName, faultsOf, reply } from './faults.ts'

/** `astray`: another chain's node stands behind the address. */
type ProxyMode = 'clean' | 'faulty' | 'astray'

export type FaultyProxy = {
  url: string
  /** How often each fault was made. */
  made: Map<FaultName, number>
  /** Questions that came while another chain answered. */
  astray: { method: string; at: number }[]
  /** Connections break at a change, as they do where the node behind an address is another one, unless it is `silent`. */
  setMode(mode: ProxyMode, options?: { silent: boolean }): void
  /** Loses the next answer, after something was done. */
  failNext(meanwhile: () => void): void
  close(): Promise<void>
}

export type ProxyOptions = { rpcUrl: string; otherUrl: string; random: Random }

/** Of a hundred questions, so many meet a fault. */
const FAULTY_PERCENT = 25

/** Stands before a node and does what bad networks, providers and nodes do. */
export async function startFaultyProxy({ rpcUrl, otherUrl, random }: ProxyOptions): Promise<FaultyProxy> {
  const made = new Map<FaultName, number>()
  const astray: { method: string; at: number }[] = []
  let mode: ProxyMode = 'clean'
  let failing: (() => void) | undefined

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const calls = parseCalls(body)
    const [call] = calls
    if (failing) {
      failing()
      failing = undefined
      return FAULTS.requestDropped({ rpcUrl, body, call, request, response, random })
    }
    if (mode === 'astray') {
      for (const { method } of calls) astray.push({ method, at: Date.now() })
      return reply(response, await ask(otherUrl, body))
    }
    const fault = mode === 'faulty' ? chooseFault(calls, random) : undefined
    if (fault === undefined) return reply(response, await ask(rpcUrl, body))
    made.set(fault, (made.get(fault) ?? 0) + 1)
    await FAULTS[fault]({ rpcUrl, body, call, request, response, random })
  }

  const server = createServer((request, response) => {
    // Who asked may be gone, or the node is: its client learns it by the broken connection.
    answer(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    made,
    astray,
    setMode: (next, { silent } = { silent: false }) => {
      mode = next
      if (!silent) server.closeAllConnections()
    },
    failNext: (meanwhile) => {
      failing = meanwhile
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function chooseFault(calls: readonly Call[], random: Random): FaultName | undefined {
  if (random.integer(100) >= FAULTY_PERCENT) return undefined
  const [first, ...rest] = faultsOf(calls.map(({ method }) => method))
  return first === undefined ? undefined : random.pick([first, ...rest])
}
