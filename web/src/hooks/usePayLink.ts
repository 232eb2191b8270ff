import { useQuery } from '@tanstack/react-query'
import type { ApiClient } from '../api/client.ts'
import { getPayLink } from '../api/payLink.ts'
import { pollingOptions } from './polling.ts'

/** What a payment link sells. It is read once: what it sells never changes. */
export function usePayLink(api: ApiClient, token: string) {
  return useQuery({
    ...pollingOptions,
    queryKey: ['pay_link', token],
    queryFn: () => getPayLink(api, token),
    staleTime: Infinity,
  })
}
