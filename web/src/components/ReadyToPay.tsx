import type { Checkout } from '../api/checkout.ts'
import type { State } from '../checkout/state.ts'
import { Amount } from './Amount.tsx'
import { PanelHeading } from './PanelHeading.tsx'
import { PayNote } from './PayNote.tsx'
import { Promises } from './Promises.tsx'
import { WalletCard } from './WalletCard.tsx'

type Props = {
  checkout: Checkout
  state: Extract<State, { name: 'ready' }>
  onPay: () => void
}

export function ReadyToPay({ checkout, state, onPay }: Props) {
  const { wallet, balanceUnits, note } = state
  const due = checkout.amountDue
  const balance = balanceUnits === null ? null : { ...due, amountUnits: balanceUnits }
  return (
    <>
      <PanelHeading
        title="Pay with one signature"
        lead={`Your wallet will ask you to sign. ${whatFollows(checkout)}`}
      />
      {note !== null && <PayNote note={note} />}
      <WalletCard wallet={wallet} balance={balance} />
      <button type="button" className="button" onClick={onPay}>
        {note === null ? 'Pay' : 'Try again: pay'} <Amount money={due} />
      </button>
      <Promises />
    </>
  )
}

function whatFollows({ captureMethod, merchantName }: Checkout): string {
  return captureMethod === 'manual'
    ? `The contract then holds your money until ${merchantName} collects it, or it comes back to you.`
    : `${merchantName} is paid when the network confirms it.`
}
