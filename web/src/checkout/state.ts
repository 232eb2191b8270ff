import type { Address, Hex } from 'viem'
import type { Checkout, CheckoutPayment } from '../api/checkout.ts'
import type { Relay } from '../api/relay.ts'
import { isDone, type MoneySoFar, moneySoFar, paymentOf, standingPayment } from './moneySoFar.ts'

/** What a click on this page has set going, or how it ended. */
export type Step =
  | { name: 'idle' }
  | { name: 'requesting' }
  /** `captureBy`: until when it can be collected, where that is not at once. */
  | { name: 'signing'; captureBy?: Date }
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
  | { name: 'paid' | 'authorized'; payment: CheckoutPayment | null; money: MoneySoFar }
  | { name: 'confirming'; txHash: Hex | null; confirmationsRequired: number | null }
  | { name: 'submitted'; txHash: Hex | null }
  | { name: 'void' }
  | { name: 'expired' }
  | { name: 'uncollectible' }
  | { name: 'relay_failed'; message: string }
  | { name: 'requesting' | 'sending'; wallet: Connected }
  | { name: 'signing'; wallet: Connected; captureBy: Date | null }
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
  const payment = standingPayment(checkout)
  const money = moneySoFar(checkout)
  if (
    checkout.status === 'paid' ||
    checkout.paymentStatus === 'paid' ||
    checkout.paymentStatus === 'overpaid'
  ) {
    return { name: 'paid', payment, money }
  }
  if (payment?.status === 'pending' || checkout.paymentStatus === 'pending') {
    const txHash = payment?.txHash ?? relay?.txHash ?? null
    return { name: 'confirming', txHash, confirmationsRequired: payment?.confirmationsRequired ?? null }
  }
  // Nothing more is asked for, and not everything is collected: the contract holds the rest.
  const isHeld = isPayable(checkout) ? checkout.amountDue.amountUnits === 0n : money.heldUnits > 0n
  if (isHeld) return { name: 'authorized', payment, money }
  const onItsWay = relay && relayState(relay, checkout)
  if (onItsWay) return onItsWay
  // What is signed may move money, so its handing over is shown whatever the invoice says meanwhile.
  return step.name === 'sending' && wallet.status === 'connected' ? { name: 'sending', wallet } : null
}

/** What a relay says; nothing once its payment counts, for what becomes of the money then is no matter of the relay. */
function relayState(relay: Relay, checkout: Checkout): State | null {
  if (isDone(checkout, relay.onchainId)) return null
  switch (relay.status) {
    case 'accepted':
    case 'submitted':
      return { name: 'submitted', txHash: relay.txHash }
    case 'mined':
      return { name: 'confirming', txHash: relay.txHash, confirmationsRequired: null }
    case 'confirmed':
      return paymentOf(checkout, relay.onchainId)?.status === 'reverted'
        ? failure(checkout, 'The network took the transaction back.')
        : { name: 'confirming', txHash: relay.txHash, confirmationsRequired: null }
    case 'failed':
      return failure(checkout, relay.error?.reason ?? 'The transaction did not succeed.')
    case 'expired':
      return failure(checkout, 'The time to pay passed before the transaction was sent.')
    case 'canceled':
      return failure(checkout, 'The transaction was canceled before it was sent.')
  }
}

/** Nobody is asked to try again what can be paid no more. */
function failure(checkout: Checkout, message: string): State | null {
  return isPayable(checkout) ? { name: 'relay_failed', message } : null
}

function isPayable(checkout: Checkout): boolean {
  return invoiceState(checkout) === null
}

function invoiceState(checkout: Checkout): State | null {
  if (checkout.status === 'void' || checkout.status === 'uncollectible') return { name: checkout.status }
  return checkout.expired ? { name: 'expired' } : null
}

function walletState({ checkout, step, wallet, balanceUnits }: Inputs): State {
  if (wallet.status === 'none') return { name: 'choose_wallet' }
  if (wallet.status === 'connecting') return { name: 'connecting', walletName: wallet.name }
  if (step.name === 'requesting') return { name: 'requesting', wallet }
  if (step.name === 'signing') return { name: 'signing', wallet, captureBy: step.captureBy ?? null }
  const due = checkout.amountDue
  if (wallet.chainId !== due.chainId) return { name: 'wrong_chain', wallet }
  if (balanceUnits !== null && balanceUnits < due.amountUnits) {
    return { name: 'insufficient', wallet, balanceUnits, missingUnits: due.amountUnits - balanceUnits }
  }
  const note = step.name === 'rejected' || step.name === 'refused' || step.name === 'failed' ? step : null
  return { name: 'ready', wallet, balanceUnits, note }
}

/** Whether nothing more can happen to the invoice. */
export function isFinal(checkout: Checkout): boolean {
  const isEnded =
    checkout.status === 'paid' || checkout.status === 'void' || checkout.status === 'uncollectible'
  const isMoving = checkout.payments.some((payment) => payment.status === 'pending')
  return isEnded && !isMoving && moneySoFar(checkout).heldUnits === 0n
}
