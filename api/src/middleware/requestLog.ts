import type { RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { Caller } from '../domain/caller.ts'

/**
 * A line for each request: what was asked, who asked, what came of it. Headers may carry keys and URLs may carry tokens, so
 * only the method and the path are told, and of who asked only ids.
 */
export function logRequests(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (_request, response) => String(localsOf(response).requestId),
    serializers: {
      req: (request: { id: string; method: string; url: string; raw: { ip?: string } }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split('?')[0],
        ip: request.raw.ip,
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    customSuccessObject: (_request, response, line) => ({ ...line, ...idsOf(localsOf(response).caller) }),
    customErrorObject: (_request, response, _error, line) => ({
      ...line,
      ...idsOf(localsOf(response).caller),
    }),
  })
}

interface Locals {
  requestId: string
  /** Missing where nobody was let in. */
  caller?: Caller
}

/** The logger knows Node's response only; behind it is always Express's. */
function localsOf(response: unknown): Locals {
  return (response as Response).locals as Locals
}

function idsOf(caller: Caller | undefined): Record<string, string> {
  switch (caller?.kind) {
    case 'key':
      return { merchant: caller.merchantId, key: caller.keyId }
    case 'session':
      return { merchant: caller.merchantId, session: caller.sessionId }
    case 'checkout':
      return { merchant: caller.merchantId, invoice: caller.invoiceId }
    case 'link':
      return { merchant: caller.merchantId, payment_link: caller.linkId }
    default:
      return {}
  }
}
