import { useQuery } from '@tanstack/react-query'
import type { ApiClient } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import { getRelay, type Relay } from '../api/relay.ts'
import { pollingOptions } from './polling.ts'

const POLL_MS = 1_000
const ENDED: readonly Relay['status'][] = ['confirmed', 'failed', 'expired', 'canceled']

/** The transaction that we were asked to send, followed until it has ended. */
export function useRelay(api: ApiClient, relay: string | null): Relay | null {
  const { data } = useQuery({
    ...pollingOptions,
    queryKey: ['relay', relay],
    queryFn: () => (relay === null ? null : followRelay(api, relay)),
    enabled: relay !== null,
    // Until the first answer it counts as accepted, so that a reloaded page never offers to pay again meanwhile.
    placeholderData: relay === null ? null : assumed(relay, 'accepted'),
    refetchInterval: (query) => {
      if (query.state.status === 'error') return false
      const status = query.state.data?.status
      return status !== undefined && ENDED.includes(status) ? false : POLL_MS
    },
  })
  return data ?? null
}

/** A relay that the API no longer knows will not be sent; its payment request may be relayed again. */
async function followRelay(api: ApiClient, relay: string): Promise<Relay> {
  return getRelay(api, relay).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 404) return assumed(relay, 'canceled')
    throw error
  })
}

function assumed(id: string, status: Relay['status']): Relay {
  return { id, status, onchainId: null, txHash: null, error: null }
}
