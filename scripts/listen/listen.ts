import { once } from 'node:events'
import { type FlorinClient, florin } from '@florin/sdk/client.ts'
import { deleteEndpoint, registerEndpoint } from './endpoint.ts'
import { explain } from './explain.ts'
import { forward } from './forward.ts'
import { type Answer, type Received, serve } from './serve.ts'
import type { ListenSettings } from './settings.ts'
import { jsonOf, lineOf } from './tell.ts'
import { verified } from './verified.ts'

export interface Output {
  /** About the listener itself. */
  say(text: string): void
  /** A delivery. */
  print(text: string): void
}

/** Hears and tells deliveries until it is stopped. Answers with the exit code: 0 where nothing is left behind. */
export async function listen(
  settings: ListenSettings,
  output: Output,
  stopped: AbortSignal,
): Promise<number> {
  const { apiUrl, apiKey, events, forwardTo } = settings
  const api = florin({ apiUrl, apiKey, retries: 1, timeoutMs: 5_000 })
  // A delivery may be faster than the answer that tells the secret; it waits for it.
  const secret = Promise.withResolvers<string>()
  const server = await serve(async (received) => hear(settings, output, await secret.promise, received))
  try {
    const endpoint = await registerEndpoint(api, server.url, events)
    secret.resolve(endpoint.secret)
    output.say(`Listening at ${server.url} for ${events.join(', ')} of ${apiUrl}, until Ctrl-C.`)
    if (forwardTo)
      output.say(`Verified ones go on to ${forwardTo}, which can verify them by ${endpoint.secret}.`)
    if (!stopped.aborted) await once(stopped, 'abort')
    return await leave(api, endpoint.id, output)
  } catch (error) {
    output.say(explain(error, apiUrl))
    return 1
  } finally {
    await server.close()
  }
}

async function leave(api: FlorinClient, id: string, { say }: Output): Promise<number> {
  try {
    await deleteEndpoint(api, id)
    say('Stopped; the endpoint is deleted.')
    return 0
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    say(
      `Stopped, but the endpoint ${id} could not be deleted (${reason}): DELETE /v1/webhook_endpoints/${id}.`,
    )
    return 1
  }
}

/** Believes nothing that is not signed, and passes only what it believes on. */
async function hear(
  { forwardTo, full, asJson }: ListenSettings,
  { say, print }: Output,
  secret: string,
  received: Received,
): Promise<Answer> {
  const at = new Date()
  const judged = verified(secret, received)
  const isBelieved = 'event' in judged
  const forwarded = isBelieved && forwardTo ? await forward(forwardTo, received) : undefined
  const answer = forwarded?.answer ?? { status: isBelieved ? 200 : 401 }
  const heard = { at, body: received.body, verified: judged, status: answer.status, forwarded }
  print(asJson ? jsonOf(heard, full) : lineOf(heard, full))
  if (answer.status === 410) say('An answer of 410 disables the endpoint: nothing more comes. Start anew.')
  return answer
}
