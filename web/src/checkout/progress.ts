import type { State } from './state.ts'

export type Moving = Extract<
  State,
  { name: 'requesting' | 'signing' | 'sending' | 'submitted' | 'confirming' }
>
export type ProgressStep = { title: string; detail: string; status: 'done' | 'current' | 'next' }

export function isMoving(state: State): state is Moving {
  return ['requesting', 'signing', 'sending', 'submitted', 'confirming'].includes(state.name)
}

/** The way of a payment in three steps. `confirmations` is null while nobody has counted. */
export function progressSteps(
  state: Moving,
  counted: { confirmations: number | null; required: number },
): ProgressStep[] {
  const current = { requesting: 0, signing: 0, sending: 1, submitted: 1, confirming: 2 }[state.name]
  const seen = Math.min(counted.confirmations ?? 0, counted.required)
  const unit = counted.required === 1 ? 'confirmation' : 'confirmations'
  const steps = [
    {
      title: state.name === 'requesting' ? 'Preparing what you sign' : 'Sign in your wallet',
      detail: state.name === 'requesting' ? 'Checking that it pays this invoice' : 'One signature, no gas',
    },
    {
      title: 'Send to the network',
      detail:
        state.name === 'sending' ? 'Handing over the signature' : 'We send the transaction and pay its gas',
    },
    { title: 'Confirm', detail: `${seen} of ${counted.required} ${unit}` },
  ]
  return steps.map((step, index) => ({
    ...step,
    status: index < current ? 'done' : index === current ? 'current' : 'next',
  }))
}
