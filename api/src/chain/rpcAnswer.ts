import { BaseError, HttpRequestError, RpcRequestError, TimeoutError } from 'viem'
import { DomainError } from '../domain/errors.ts'
import type { Redact } from '../domain/redact.ts'

/** The refusal of a node that did answer, by the protocol; undefined where something else failed, such as a proxy. */
export function rpcAnswerOf(error: unknown): RpcRequestError | undefined {
  if (!(error instanceof BaseError)) return undefined
  const answer = error.walk((cause) => cause instanceof RpcRequestError)
  return answer instanceof RpcRequestError ? answer : undefined
}

/**
 * The same failure without what viem quotes: the URL, which may hold the provider's key, and the request's body. Errors end
 * in logs, in the job queue's table and on the terminal.
 * @param name Stands for the URL.
 */
export function quiet(error: unknown, name: string, method: string, redact: Redact): Error {
  const about = { url: name, body: { method } }
  const answer = rpcAnswerOf(error)
  if (answer) {
    const { code, data } = answer
    return new RpcRequestError({ ...about, error: { code, data, message: redact(answer.details) } })
  }
  return Object.assign(silence(error, about, redact), { cause: away() })
}

/** The failure of a node to answer. Its cause is given to it afterwards, whose words would else stand for its own. */
function silence(error: unknown, about: { url: string; body: { method: string } }, redact: Redact): Error {
  if (!(error instanceof BaseError)) {
    return new BaseError(`${about.url} could not be asked for ${about.body.method}.`)
  }
  if (error.walk((cause) => cause instanceof TimeoutError)) return new TimeoutError(about)
  const http = error.walk((cause) => cause instanceof HttpRequestError)
  const status = http instanceof HttpRequestError ? http.status : undefined
  const details = redact(error.details)
  return new HttpRequestError({ ...about, details, ...(status === undefined ? {} : { status }) })
}

/** What those are told who cannot be served meanwhile: the cause of every failure of a node to answer. */
export function away(): DomainError {
  return new DomainError('chain_unavailable', 'The chain does not answer; try again in a few seconds.', {
    retryAfterSeconds: 5,
  })
}
