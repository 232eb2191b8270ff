import type { FlorinClient } from '../client.ts'
import type { components } from '../generated/api.ts'
import { unwrap } from '../unwrap.ts'

type Relay = components['schemas']['Relay']

const UNDER_WAY: readonly Relay['status'][] = ['accepted', 'submitted', 'mined']

/**
 * Follows a relay until its last state: `confirmed`, or `failed`, `expired` or `canceled`, with which nothing moved by then.
 *
 * @throws the reason of the signal once it is aborted; `AbortSignal.timeout(120_000)` gives it two minutes.
 */
export async function settledRelay(
  api: FlorinClient,
  id: string,
  { signal, intervalMs = 1_000 }: { signal: AbortSignal; intervalMs?: number },
): Promise<Relay> {
  for (;;) {
    const relay = await unwrap(api.GET('/v1/relays/{id}', { params: { path: { id } }, signal }))
    if (!UNDER_WAY.includes(relay.status)) return relay
    await new Promise((resolve) => setTimeout(resolve, intervalMs))
  }
}
