import type { State } from './state.ts'

export type Tone = 'open' | 'waiting' | 'done' | 'closed' | 'problem'

/** A state in a word for the badge, and in a sentence for those who listen. */
export function describeState(state: State): { tone: Tone; badge: string; sentence: string } {
  switch (state.name) {
    case 'paid':
      return { tone: 'done', badge: 'Paid', sentence: 'Paid. This is your receipt.' }
    case 'authorized':
      return state.money.collectedUnits > 0n
        ? {
            tone: 'done',
            badge: 'Partly collected',
            sentence: 'The merchant has collected a part. The contract holds the rest.',
          }
        : {
            tone: 'done',
            badge: 'Authorized',
            sentence: 'Payment authorized. The contract holds the money until the merchant collects it.',
          }
    case 'confirming':
      return { tone: 'waiting', badge: 'Confirming', sentence: 'The network is confirming the payment.' }
    case 'submitted':
      return { tone: 'waiting', badge: 'Submitted', sentence: 'The payment is on its way to the network.' }
    case 'requesting':
      return { tone: 'waiting', badge: 'Preparing', sentence: 'Preparing the payment.' }
    case 'signing':
      return { tone: 'waiting', badge: 'Signing', sentence: 'Waiting for your signature in the wallet.' }
    case 'sending':
      return { tone: 'waiting', badge: 'Sending', sentence: 'Signed. Handing the payment over.' }
    case 'relay_failed':
      return { tone: 'problem', badge: 'Not paid', sentence: 'The payment did not go through.' }
    case 'void':
      return { tone: 'closed', badge: 'Void', sentence: 'This invoice was withdrawn by the merchant.' }
    case 'expired':
      return { tone: 'closed', badge: 'Expired', sentence: 'The time to pay this invoice has passed.' }
    case 'uncollectible':
      return { tone: 'closed', badge: 'Closed', sentence: 'The merchant no longer waits for this payment.' }
    case 'choose_wallet':
      return { tone: 'open', badge: 'Open', sentence: 'Ready to be paid. Choose a wallet.' }
    case 'connecting':
      return { tone: 'open', badge: 'Open', sentence: 'Connecting to the wallet.' }
    case 'wrong_chain':
      return { tone: 'open', badge: 'Open', sentence: 'The wallet is on another network.' }
    case 'insufficient':
      return { tone: 'open', badge: 'Open', sentence: 'The wallet does not hold enough to pay.' }
    case 'ready':
      return { tone: 'open', badge: 'Open', sentence: readySentence(state) }
  }
}

function readySentence(state: Extract<State, { name: 'ready' }>): string {
  switch (state.note?.name) {
    case 'rejected':
      return 'You declined the signature. Nothing was paid.'
    case 'refused':
      return 'This page refused to sign. Nothing was paid.'
    case 'failed':
      return 'The payment could not be sent. You can try again.'
    case undefined:
      return 'The wallet is connected. Ready to pay.'
  }
}
