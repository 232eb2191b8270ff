import type { Terms } from '@florin/sdk/escrow/terms.ts'
import type { BenchChain } from './chain.ts'
import { openPayments } from './payments.ts'
import { equipPeople } from './people.ts'
import { openSubscriptions } from './subscriptions.ts'

const AUTHORIZED = 51
const REFUNDED = 3
/** More than Ponder's depth of finality, so that all of it is history and nothing of it live. */
const FINAL = 40

export type History = Awaited<ReturnType<typeof openHistory>>

/** What merchants, payers and subscribers do on a chain, the same in every run. */
export async function openHistory(chain: BenchChain) {
  const people = await equipPeople(chain)
  const subscriptions = await openSubscriptions(chain, people)
  const payments = await openPayments(chain, people)
  let events = subscriptions.events
  let rounds = 0
  let captured: Terms[] = []

  /** A hundred renewals of each plan, fifty captures and all that is around them, in three blocks. */
  async function playRound() {
    const round = rounds
    rounds += 1
    events += await chain.mine([
      ...subscriptions.renewals(),
      subscriptions.usage(round),
      ...captured.slice(0, REFUNDED).map(payments.refund),
    ])
    const agreed = Array.from({ length: AUTHORIZED }, () => payments.terms(round, 'escrow'))
    const atOnce = payments.terms(round, 'charge')
    events += await chain.mine([...agreed.map(payments.authorization), payments.charge(atOnce)])
    captured = agreed.slice(1)
    events += await chain.mine([
      payments.captures(captured),
      ...agreed.slice(0, 1).map(payments.voiding),
      payments.deposit(round),
      payments.withdrawal(round),
    ])
  }

  return {
    /** Goes on until the contracts have emitted this many events, and until all of them are final. */
    async playUntil(wanted: number, tell: (events: number) => void): Promise<number> {
      while (events < wanted) {
        await playRound()
        tell(events)
      }
      await chain.client.mine({ blocks: FINAL })
      return events
    },
    /** Small blocks: a payment each. Answers how many events they have. */
    async playPayments(blocks: number): Promise<number> {
      let emitted = 0
      for (let i = 0; i < blocks; i += 1)
        emitted += await chain.mine([payments.charge(payments.terms(i, 'charge'))])
      return emitted
    },
  }
}
