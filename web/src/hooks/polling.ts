import { ApiProblem, isTransient } from '../api/problem.ts'

const SLOWEST_MS = 30_000

/**
 * How the page asks again. React Query stops both the interval and the retries while the page is hidden; after an error
 * the pause doubles each time, and the API's own Retry-After is honoured.
 */
export const pollingOptions = {
  retry: (_failures: number, error: Error) => isTransient(error),
  retryDelay: (failures: number, error: Error) => {
    const asked =
      error instanceof ApiProblem && error.retryAfterSeconds !== null ? error.retryAfterSeconds * 1000 : 0
    return Math.max(asked, Math.min(SLOWEST_MS, 1000 * 2 ** failures))
  },
  refetchIntervalInBackground: false,
} as const
