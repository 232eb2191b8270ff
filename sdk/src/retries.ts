import { readRetryAfter } from './errors.ts'

export interface RetryOptions {
  /** Attempts after the first. */
  retries: number
  /** Milliseconds after which one attempt is given up. */
  timeoutMs: number
}

/** A server that asks for more than this is not waited for: its answer is given to the caller. */
const LONGEST_PAUSE_SECONDS = 30

/**
 * Repeats what may succeed a moment later, and is safe to repeat: reads, changes and deletions by their nature (a deletion
 * whose answer was lost may then say that there is nothing left to delete), and POSTs by their Idempotency-Key.
 */
export function withRetries(
  send: typeof fetch,
  { retries, timeoutMs }: RetryOptions,
): (request: Request) => Promise<Response> {
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      const isLast = attempt >= retries
      const outcome = await attemptOnce(send, request, timeoutMs)
      if ('error' in outcome) {
        if (isLast || request.signal.aborted) throw outcome.error
        await pause(backoffMs(attempt), request.signal)
        continue
      }
      const asked = readRetryAfter(outcome.headers) ?? 0
      if (isLast || asked > LONGEST_PAUSE_SECONDS || !(await isTransient(outcome))) return outcome
      await outcome.body?.cancel()
      await pause(asked > 0 ? asked * 1000 : backoffMs(attempt), request.signal)
    }
  }
}

/** A request's body can be read once, so each attempt sends a copy, with a time limit of its own. */
async function attemptOnce(
  send: typeof fetch,
  request: Request,
  timeoutMs: number,
): Promise<Response | { error: unknown }> {
  // A controller of our own: signals made of others may be collected while they are waited for.
  const controller = new AbortController()
  const stop = () => controller.abort(request.signal.reason)
  if (request.signal.aborted) stop()
  else request.signal.addEventListener('abort', stop, { once: true })
  const late = () => controller.abort(new DOMException(`No answer in ${timeoutMs} ms.`, 'TimeoutError'))
  const timer = setTimeout(late, timeoutMs)
  try {
    return await send(request.clone(), { signal: controller.signal })
  } catch (error) {
    return { error }
  } finally {
    clearTimeout(timer)
  }
}

async function isTransient(response: Response): Promise<boolean> {
  if (response.status === 429 || response.status >= 500) return true
  if (response.status !== 409) return false
  const problem: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  return (
    typeof problem === 'object' &&
    problem !== null &&
    'code' in problem &&
    problem.code === 'idempotency_key_in_use'
  )
}

/** 0.2 s, doubled per attempt, with jitter. */
function backoffMs(attempt: number): number {
  return 200 * 2 ** attempt * (0.5 + Math.random())
}

/** Rejects with the reason of the signal as soon as it is aborted. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
