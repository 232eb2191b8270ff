import { periodDue } from '@florin/sdk/subscriptions/due.ts'
import type { Live } from './book.ts'
import type { Reading } from './readBook.ts'

export type Due = Live & { period: number }

/** What is due by the logs, so that the chain is asked about few. */
export function dueNow({ book, now }: Reading): Due[] {
  const due: Due[] = []
  for (const live of book.live.values()) {
    const period = periodDue(live.plan, live.subscription, live.state, now)
    if (period !== undefined) due.push({ ...live, period })
  }
  return due
}
