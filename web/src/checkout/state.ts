import type { Address, Hex } from 'viem'
import type { Checkout, CheckoutPayment } from '../api/checkout.ts'
import type { Relay } from '../api/relay.ts'

/** What a click on this page has set going, or how it ended. */
export type Step =
  | { name: 'idle' }
  | { name: 'requesting' }
  | { name: 'signing' }
  | { name: 'sending' }
  | { name: 'rejected' }
  | { name: 'refused'; reasons: string[] }
  | { name: 'failed'; message: string }

export type Wallet =
  | { status: 'none' }
  | { status: 'connecting'; name: string | null }
  | { status: 'connected'; address: Address; chainId: number; name: string }

type Connected = Extract<Wallet, { status: 'connected' }>

/** What the page shows; exactly one at a time. */
export type State =
  | { name: 'paid' | 'authorized'; payment: CheckoutPayment | null }
  | { name: 'confirming'; txHash: Hex | null; confirmationsRequired: number | null }
  | { name: 'submitted'; txHash: Hex | null }
  | { name: 'void' }
  | { name: 'expired' }
  | { name: 'uncollectible' }
  | { name: 'relay_failed'; message: string }
  | { name: 'requesting' | 'signing' | 'sending'; wallet: Connected }
  | { name: 'choose_wallet' }
  | { name: 'connecting'; walletName: string | null }
  | { name: 'wrong_chain'; wallet: Connected }
  | { name: 'insufficient'; wallet: Connected; balanceUnits: bigint; missingUnits: bigint }
  | { name: 'ready'; wallet: Connected; balanceUnits: bigint | null; note: Note | null }

/** Why an earlier click did not lead to a payment. */
export type Note = Extract<Step, { name: 'rejected' | 'refused' | 'failed' }>

type Inputs = {
  checkout: Checkout
  relay: Relay | null
  step: Step
  wallet: Wallet
  /** Null while it is unknown: a silent RPC must not keep anybody from paying. */
  balanceUnits: bigint | null
}

/** The order is the rule: what has happened to the money comes before what the invoice or the wallet says. */
export function deriveState(inputs: Inputs): State {
  return moneyState(inputs) ?? invoiceState(inputs.checkout) ?? walletState(inputs)
}

function moneyState({ checkout, relay, step, wallet }: Inputs): State | null {
  const payment = latestPayment(checkout)
  const txHash = payment?.txHash ?? relay?.txHash ?? null
  if (
    checkout.status === 'paid' ||
    checkout.paymentStatus === 'paid' ||
    checkout.paymentStatus === 'overpaid'
  ) {
    return { name: 'paid', payment }
  }
  if (checkout.paymentStatus === 'authorized') return { name: 'authorized', payment }
  if (payment?.status === 'pending' || checkout.paymentStatus === 'pending') {
    return { name: 'confirming', txHash, confirmationsRequired: payment?.confirmationsRequired ?? null }
  }
  if (relay) return relayState(relay)
  if (wallet.status !== 'connected') return null
  if (step.name === 'requesting' || step.name === 'signing' || step.name === 'sending') {
    return { name: step.name, wallet }
  }
  return null
}

function relayState(relay: Relay): State {
  switch (relay.status) {
    case 'accepted':
    case 'submitted':
      return { name: 'submitted', txHash: relay.txHash }
    case 'mined':
    case 'confirmed':
      return { name: 'confirming', txHash: relay.txHash, confirmationsRequired: null }
    case 'failed':
      return { name: 'relay_failed', message: relay.error?.reason ?? 'The transaction did not succeed.' }
    case 'expired':
      return { name: 'relay_failed', message: 'The time to pay passed before the transaction was sent.' }
    case 'canceled':
      return { name: 'relay_failed', message: 'The transaction was canceled before it was sent.' }
  }
}

function invoiceState(checkout: Checkout): State | null {
  if (checkout.status === 'void' || checkout.status === 'uncollectible') return { name: checkout.status }
  return checkout.expired ? { name: 'expired' } : null
}

function walletState({ checkout, step, wallet, balanceUnits }: Inputs): State {
  if (wallet.status === 'none') return { name: 'choose_wallet' }
  if (wallet.status === 'connecting') return { name: 'connecting', walletName: wallet.name }
  const due = checkout.amountDue
  if (wallet.chainId !== due.chainId) return { name: 'wrong_chain', wallet }
  if (balanceUnits !== null && balanceUnits < due.amountUnits) {
    return { name: 'insufficient', wallet, balanceUnits, missingUnits: due.amountUnits - balanceUnits }
  }
  const note = step.name === 'rejected' || step.name === 'refused' || step.name === 'failed' ? step : null
  return { name: 'ready', wallet, balanceUnits, note }
}

/** A reverted payment is history; of the others a pending one says most, then the last. */
function latestPayment(checkout: Checkout): CheckoutPayment | null {
  const standing = checkout.payments.filter((payment) => payment.status !== 'reverted')
  return standing.find((payment) => payment.status === 'pending') ?? standing.at(-1) ?? null
}

/** States after which nothing more can happen on this page. */
export function isFinal(checkout: Checkout): boolean {
  return checkout.status === 'paid' || checkout.status === 'void' || checkout.status === 'uncollectible'
}
