import { useQuery } from '@tanstack/react-query'
import { Unreachable } from '../api/problem.ts'
import { readObject } from '../parse/reader.ts'
import { pollingOptions } from './polling.ts'

/** Where the API is, as the server of this page says. */
export function useSettings() {
  return useQuery({ ...pollingOptions, queryKey: ['settings'], queryFn: getSettings, staleTime: Infinity })
}

async function getSettings(): Promise<{ apiUrl: string }> {
  const response = await fetch('/config.json', { cache: 'no-store', credentials: 'omit' }).catch(() => null)
  if (!response?.ok) throw new Unreachable('The settings of this page cannot be read.')
  const settings: unknown = await response.json()
  return { apiUrl: readObject(settings, 'config.json').text('api_url') }
}
