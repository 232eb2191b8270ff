import type { Address } from 'viem'
import type { Checkout } from '../api/checkout.ts'
import type { ChainInfo } from '../api/config.ts'
import type { State } from '../checkout/state.ts'
import { ChooseWallet } from './ChooseWallet.tsx'
import { Closed } from './Closed.tsx'
import { Insufficient } from './Insufficient.tsx'
import { Progress } from './Progress.tsx'
import { ReadyToPay } from './ReadyToPay.tsx'
import { Receipt } from './Receipt.tsx'
import { RelayFailed } from './RelayFailed.tsx'
import { WrongChain } from './WrongChain.tsx'

type Props = {
  checkout: Checkout
  chain: ChainInfo
  state: State
  onPay: (payer: Address) => void
  onRetry: () => void
}

/** The right half of the page: the one thing there is to do, or to know, now. */
export function PayPanel({ checkout, chain, state, onPay, onRetry }: Props) {
  switch (state.name) {
    case 'choose_wallet':
    case 'connecting':
      return <ChooseWallet isConnecting={state.name === 'connecting'} />
    case 'wrong_chain':
      return <WrongChain chain={chain} state={state} />
    case 'insufficient':
      return <Insufficient checkout={checkout} chain={chain} state={state} />
    case 'ready':
      return <ReadyToPay checkout={checkout} state={state} onPay={() => onPay(state.wallet.address)} />
    case 'requesting':
    case 'signing':
    case 'sending':
    case 'submitted':
    case 'confirming':
      return <Progress chain={chain} state={state} />
    case 'relay_failed':
      return <RelayFailed message={state.message} onRetry={onRetry} />
    case 'paid':
    case 'authorized':
      return <Receipt checkout={checkout} chain={chain} state={state} />
    case 'void':
    case 'expired':
    case 'uncollectible':
      return <Closed checkout={checkout} name={state.name} />
  }
}
