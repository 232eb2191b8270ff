import type { Address } from 'viem'
import type { RunningState } from '../local/runningState.ts'
import type { Journal } from './journal.ts'
import type { Actors } from './merchantClient.ts'
import type { Books } from './readings.ts'
import type { WebhookReceiver } from './webhookReceiver.ts'

/** Everything that the steps of the demo share. */
export interface Tour extends Actors {
  journal: Journal
  books: Books
  receiver: WebhookReceiver
  state: RunningState
  token: Address
  escrow: Address
}
