import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { ask } from '../api/load.ts'
import { idempotencyKey, type SignedPayment } from './payments.ts'

/**
 * Posts payments at a steady pace, whatever the answers take, as payers do. Each answer's time counts from the moment at which
 * its request was due, so that a server that holds up the line is not measured as if it were alone.
 * @returns Milliseconds of each answer.
 */
export async function offer(
  apiUrls: readonly string[],
  payments: readonly SignedPayment[],
  perSecond: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true })
  const since = performance.now()
  try {
    return await Promise.all(
      payments.map(async ({ key, body }, index) => {
        const due = since + (index * 1_000) / perSecond
        await pause(Math.max(0, due - performance.now()))
        await ask(agent, apiUrls[index % apiUrls.length] ?? '', {
          method: 'POST',
          path: '/v1/relays',
          headers: {
            authorization: `Bearer ${key}`,
            'content-type': 'application/json',
            'idempotency-key': idempotencyKey(),
          },
          body,
        })
        return performance.now() - due
      }),
    )
  } finally {
    agent.destroy()
  }
}
