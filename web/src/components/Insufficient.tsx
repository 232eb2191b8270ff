import type { Checkout } from '../api/checkout.ts'
import type { ChainInfo } from '../api/config.ts'
import type { State } from '../checkout/state.ts'
import { Amount } from './Amount.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Fact, Facts } from './Facts.tsx'
import { PanelHeading } from './PanelHeading.tsx'
import { WalletCard } from './WalletCard.tsx'

type Props = { checkout: Checkout; chain: ChainInfo; state: Extract<State, { name: 'insufficient' }> }

export function Insufficient({ checkout, chain, state }: Props) {
  const due = checkout.amountDue
  return (
    <>
      <PanelHeading
        title={`Not enough ${due.symbol}`}
        lead={`Add ${due.symbol} on ${chain.name} to this wallet, or choose another. This page notices by itself.`}
      />
      <WalletCard wallet={state.wallet} balance={{ ...due, amountUnits: state.balanceUnits }} />
      <Facts>
        <Fact name="To pay">
          <Amount money={due} />
        </Fact>
        <Fact name="Missing">
          <Amount money={{ ...due, amountUnits: state.missingUnits }} />
        </Fact>
        <Fact name="Wallet address">
          <code title={state.wallet.address}>{state.wallet.address.slice(0, 8)}…</code>
          <CopyButton text={state.wallet.address} what="wallet address" />
        </Fact>
      </Facts>
    </>
  )
}
