import { useQuery } from '@tanstack/react-query'
import type { ApiClient } from '../api/client.ts'
import { getRelay, type Relay } from '../api/relay.ts'
import { pollingOptions } from './polling.ts'

const POLL_MS = 1_000
const ENDED: readonly Relay['status'][] = ['confirmed', 'failed', 'expired', 'canceled']

/** The transaction that we were asked to send, followed until it has ended. */
export function useRelay(api: ApiClient, relay: string | null) {
  return useQuery({
    ...pollingOptions,
    queryKey: ['relay', relay],
    queryFn: () => (relay === null ? null : getRelay(api, relay)),
    enabled: relay !== null,
    refetchInterval: (query) => {
      if (query.state.status === 'error') return false
      const status = query.state.data?.status
      return status !== undefined && ENDED.includes(status) ? false : POLL_MS
    },
  })
}
