import { useQuery } from '@tanstack/react-query'
import type { ApiClient } from '../api/client.ts'
import { getConfig } from '../api/config.ts'
import { pollingOptions } from './polling.ts'

/** The chains, tokens and contracts of this installation. */
export function useApiConfig(api: ApiClient) {
  return useQuery({
    ...pollingOptions,
    queryKey: ['config'],
    queryFn: () => getConfig(api),
    staleTime: Infinity,
  })
}
