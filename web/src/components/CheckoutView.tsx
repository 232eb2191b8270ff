import { useState } from 'react'
import type { Checkout } from '../api/checkout.ts'
import type { ApiClient } from '../api/client.ts'
import type { ChainInfo } from '../api/config.ts'
import { describeState } from '../checkout/describe.ts'
import { formatAmount } from '../checkout/format.ts'
import { headlineAmount } from '../checkout/headline.ts'
import { isMoving } from '../checkout/progress.ts'
import { deriveState } from '../checkout/state.ts'
import { useBalance } from '../hooks/useBalance.ts'
import { useCheckout } from '../hooks/useCheckout.ts'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'
import { usePay } from '../hooks/usePay.ts'
import { useRelay } from '../hooks/useRelay.ts'
import { useWallet } from '../hooks/useWallet.ts'
import { CancelLink } from './CancelLink.tsx'
import { ContinueElsewhere } from './ContinueElsewhere.tsx'
import { Guilloche } from './Guilloche.tsx'
import { PayPanel } from './PayPanel.tsx'
import { Summary } from './Summary.tsx'
import { TestNotice } from './TestNotice.tsx'

type Props = { api: ApiClient; loaded: Checkout; chain: ChainInfo }

/** The checkout page of one invoice, once it is loaded. */
export function CheckoutView({ api, loaded, chain }: Props) {
  const [pace, setPace] = useState<'resting' | 'moving'>('resting')
  const query = useCheckout(api, loaded.invoice, pace)
  const checkout = query.data ?? loaded
  const wallet = useWallet()
  const balanceUnits = useBalance(wallet, checkout.amountDue, chain.publicRpcUrl !== null)
  const { step, relay: relayId, pay, retry } = usePay({ api, checkout, chain })
  const relay = useRelay(api, relayId)
  const state = deriveState({ checkout, relay, step, wallet, balanceUnits })

  const neededPace = isMoving(state) ? 'moving' : 'resting'
  if (neededPace !== pace) setPace(neededPace)

  const { badge, sentence, tone } = describeState(state)
  const shown = headlineAmount(checkout, state)
  const amount = `${formatAmount(shown.amountUnits, shown.decimals)} ${shown.symbol}`
  useDocumentTitle(`${badge}: ${amount} to ${checkout.merchantName}`)

  return (
    <>
      {chain.mode === 'test' && <TestNotice chainName={chain.name} />}
      <div className="checkout">
        <div className="checkout__note">
          <Guilloche seed={checkout.invoice} />
        </div>
        <Summary checkout={checkout} chain={chain} state={state} />
        <main className="panel" aria-label="Payment">
          <div className="panel__inner">
            <p className="visually-hidden" role="status">
              {sentence}
            </p>
            {query.failureCount > 1 && (
              <p className="panel__offline">The payment service does not answer. Trying again…</p>
            )}
            <PayPanel checkout={checkout} chain={chain} state={state} onPay={pay} onRetry={retry} />
            {tone === 'open' && (
              <CancelLink cancelUrl={checkout.cancelUrl} merchantName={checkout.merchantName} />
            )}
          </div>
        </main>
        <ContinueElsewhere
          address={window.location.href}
          purpose={tone === 'closed' ? null : tone === 'done' ? 'keep' : 'pay'}
        />
      </div>
    </>
  )
}
