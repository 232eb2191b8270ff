import type { FlorinClient } from '@florin/sdk/client.ts'
import { FlorinError } from '@florin/sdk/errors.ts'
import { unwrap } from '@florin/sdk/unwrap.ts'
import type { WantedEvents } from './settings.ts'

export interface TemporaryEndpoint {
  id: string
  secret: string
}

/** Registers where this process listens. Whoever calls it deletes the endpoint, whatever comes. */
export async function registerEndpoint(
  api: FlorinClient,
  url: string,
  events: WantedEvents,
): Promise<TemporaryEndpoint> {
  const { id, secret } = await unwrap(
    api.POST('/v1/webhook_endpoints', {
      body: { url, enabled_events: events, description: 'npm run listen, deleted when it ends' },
    }),
  )
  if (secret !== null) return { id, secret }
  // The first answer was lost, and only that one holds the secret.
  await deleteEndpoint(api, id)
  throw new Error('The answer with the secret was lost on its way. Try again.')
}

export async function deleteEndpoint(api: FlorinClient, id: string): Promise<void> {
  try {
    await unwrap(api.DELETE('/v1/webhook_endpoints/{id}', { params: { path: { id } } }))
  } catch (error) {
    // Deleted by someone else, or by an attempt whose answer was lost.
    if (!(error instanceof FlorinError && error.status === 404)) throw error
  }
}
