import { useEffect, useRef, useState } from 'react'
import type { ApiClient } from '../api/client.ts'
import { buyFromPayLink } from '../api/payLink.ts'
import { ApiProblem, isTransient } from '../api/problem.ts'
import { randomId } from '../checkout/randomId.ts'

/**
 * Makes one invoice for one click and goes to its checkout. While the answer is lost, the same click is sent again under the
 * same key, so that it never makes two.
 */
export function useBuy(api: ApiClient, token: string) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const key = useRef<string | null>(null)

  // Whoever comes back by the browser's own button finds the page as it was left, and may buy again.
  useEffect(() => {
    const revive = (event: PageTransitionEvent) => {
      if (event.persisted) setBusy(false)
    }
    window.addEventListener('pageshow', revive)
    return () => window.removeEventListener('pageshow', revive)
  }, [])

  async function buy(): Promise<void> {
    if (isBusy) return
    setBusy(true)
    setProblem(null)
    key.current ??= `link:${randomId()}`
    try {
      const path = await buyFromPayLink(api, token, key.current)
      key.current = null
      window.location.assign(path)
    } catch (error) {
      if (!isUndecided(error)) key.current = null
      setProblem(error instanceof Error ? error.message : 'The invoice could not be made.')
      setBusy(false)
    }
  }

  return { isBusy, problem, buy }
}

/** Whether the invoice may have been made, or may still be. */
function isUndecided(error: unknown): boolean {
  return isTransient(error) || (error instanceof ApiProblem && error.code === 'idempotency_key_in_use')
}
