import { useRef, useState } from 'react'
import type { Address, Hex } from 'viem'
import { useSignTypedData } from 'wagmi'
import type { Checkout } from '../api/checkout.ts'
import type { ApiClient } from '../api/client.ts'
import type { ChainInfo } from '../api/config.ts'
import { createPaymentRequest } from '../api/paymentRequest.ts'
import { ApiProblem, isTransient } from '../api/problem.ts'
import { createRelay } from '../api/relay.ts'
import {
  type Attempt,
  type AttemptStore,
  afterFailedRelay,
  continueAttempt,
  forgetAttempt,
  loadAttempts,
  paymentRequestKey,
  relayKey,
  saveAttempt,
} from '../checkout/attempts.ts'
import { isDone } from '../checkout/moneySoFar.ts'
import { openStorage } from '../checkout/openStorage.ts'
import { randomId } from '../checkout/randomId.ts'
import type { Step } from '../checkout/state.ts'
import { type Authorization, verifyPaymentRequest } from '../checkout/verify.ts'
import { isUserRejection, walletMessage } from '../wallet/walletErrors.ts'

type Context = { api: ApiClient; checkout: Checkout; chain: ChainInfo; store: AttemptStore }
type Sign = (authorization: Authorization) => Promise<Hex>

/** Pays with one signature: ask for terms, verify them, sign them, hand the signature over to be relayed. */
export function usePay(input: Omit<Context, 'store'>) {
  const { invoice } = input.checkout
  const [store] = useState(openStorage)
  const context: Context = { ...input, store }
  const [step, setStep] = useState<Step>({ name: 'idle' })
  const [relay, setRelay] = useState<string | null>(() => resumableRelay(context))
  const isBusy = useRef(false)
  const { mutateAsync: signTypedData } = useSignTypedData()

  async function pay(payer: Address): Promise<void> {
    // State arrives with the next render, which is too late for the second click of a double-click.
    if (isBusy.current) return
    isBusy.current = true
    try {
      setRelay(await sendPayment(context, payer, signTypedData, setStep))
      setStep({ name: 'idle' })
    } catch (error) {
      setStep(stepAfter(error))
    } finally {
      isBusy.current = false
    }
  }

  /** Forgets a relay that has failed, so that the same payment request can be signed and relayed again. */
  function retry(): void {
    const failed = loadAttempts(store, invoice).find((attempt) => attempt.relay === relay)
    if (failed) saveAttempt(store, invoice, afterFailedRelay(failed))
    setRelay(null)
    setStep({ name: 'idle' })
  }

  return { step, relay, pay, retry }
}

/** The page was left while a relay was on its way: follow that one instead of offering to pay again. */
function resumableRelay({ store, checkout }: Context): string | null {
  const sent = openAttempts(store, checkout).find(
    (attempt) => attempt.relay && attempt.amountUnits === checkout.amountDue.amountUnits,
  )
  return sent?.relay ?? null
}

/** What was tried and has not paid yet. A payment that came back to its payer is over too: paying again takes a new one. */
function openAttempts(store: AttemptStore, checkout: Checkout): Attempt[] {
  return loadAttempts(store, checkout.invoice).filter((attempt) => !isDone(checkout, attempt.onchainId))
}

async function sendPayment(
  { api, checkout, chain, store }: Context,
  payer: Address,
  sign: Sign,
  setStep: (step: Step) => void,
): Promise<string> {
  const { invoice } = checkout
  const save = (attempt: Attempt) => saveAttempt(store, invoice, attempt)
  let attempt = continueAttempt(openAttempts(store, checkout), {
    payer,
    amountUnits: checkout.amountDue.amountUnits,
    now: new Date(),
    newId: randomId,
  })
  if (attempt.relay !== null) return attempt.relay
  save(attempt)

  setStep({ name: 'requesting' })
  const request = await createPaymentRequest(api, { invoice, payer }, paymentRequestKey(invoice, attempt))
  const verdict = verifyPaymentRequest({ request, checkout, chain, payer, now: new Date() })
  if (!verdict.ok) {
    if (!attempt.hasSigned) forgetAttempt(store, invoice, attempt)
    throw new Refusal(verdict.reasons)
  }
  attempt = { ...attempt, authorizeBy: request.authorizeBy, onchainId: request.onchainId }
  save(attempt)

  const { mode, captureBy } = request.terms
  setStep({ name: 'signing', ...(mode === 'escrow' && { captureBy: new Date(Number(captureBy) * 1000) }) })
  const signature = attempt.signature ?? (await sign(verdict.authorization))
  attempt = { ...attempt, signature, hasSigned: true }
  save(attempt)

  setStep({ name: 'sending' })
  const key = relayKey(request.id, attempt)
  const relay = await createRelay(api, { paymentRequest: request.id, signature }, key).catch(
    (error: unknown) => {
      // A lost answer is asked again with the same signature; a refused signature is not worth sending twice.
      if (isExpiry(error)) forgetAttempt(store, invoice, attempt)
      else if (error instanceof ApiProblem && !isTransient(error)) save(afterFailedRelay(attempt))
      throw error
    },
  )
  save({ ...attempt, signature: null, relay: relay.id })
  return relay.id
}

/** The chain's clock may be ahead of this computer's; after it, the contract takes the old signature no more. */
function isExpiry(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'payment_request_expired'
}

/** What the API asked to sign is not what the page shows. */
class Refusal extends Error {
  readonly reasons: string[]

  constructor(reasons: string[]) {
    super('refused to sign')
    this.reasons = reasons
  }
}

function stepAfter(error: unknown): Step {
  if (error instanceof Refusal) return { name: 'refused', reasons: error.reasons }
  if (isUserRejection(error)) return { name: 'rejected' }
  return { name: 'failed', message: walletMessage(error) }
}
