import { useQuery } from '@tanstack/react-query'
import { getCheckout } from '../api/checkout.ts'
import type { ApiClient } from '../api/client.ts'
import { isFinal } from '../checkout/state.ts'
import { pollingOptions } from './polling.ts'

/** Every second while money moves, every third while the payer thinks; `once` is for the first look. */
const paces = { once: false, resting: 3_000, moving: 1_000 } as const

export type Pace = keyof typeof paces

/** The invoice as its payer may see it. */
export function useCheckout(api: ApiClient, invoice: string, pace: Pace) {
  return useQuery({
    ...pollingOptions,
    queryKey: ['checkout', invoice],
    queryFn: () => getCheckout(api, invoice),
    refetchInterval: (query) => {
      if (query.state.status === 'error') return false
      const checkout = query.state.data
      if (checkout && pace !== 'moving' && isFinal(checkout)) return false
      return paces[pace]
    },
  })
}
