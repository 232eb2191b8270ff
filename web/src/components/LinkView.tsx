import type { ApiClient } from '../api/client.ts'
import type { ChainInfo } from '../api/config.ts'
import type { PayLink } from '../api/payLink.ts'
import { formatAmount } from '../checkout/format.ts'
import { useBuy } from '../hooks/useBuy.ts'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'
import { CancelLink } from './CancelLink.tsx'
import { ContinueElsewhere } from './ContinueElsewhere.tsx'
import { Fact, Facts } from './Facts.tsx'
import { Guilloche } from './Guilloche.tsx'
import { Headline } from './Headline.tsx'
import { Icon } from './Icon.tsx'
import { Lines } from './Lines.tsx'
import { Monogram } from './Monogram.tsx'
import { Notice } from './Notice.tsx'
import { PanelHeading } from './PanelHeading.tsx'
import { Spinner } from './Spinner.tsx'
import { TestNotice } from './TestNotice.tsx'

type Props = { api: ApiClient; token: string; link: PayLink; chain: ChainInfo }

/** What a payment link sells, and the one button that makes an invoice of it. */
export function LinkView({ api, token, link, chain }: Props) {
  const { isBusy, problem, buy } = useBuy(api, token)
  const amount = `${formatAmount(link.amount.amountUnits, link.amount.decimals)} ${link.amount.symbol}`
  useDocumentTitle(`${amount} to ${link.merchantName}`)
  return (
    <>
      {chain.mode === 'test' && <TestNotice chainName={chain.name} />}
      <div className="checkout">
        <div className="checkout__note">
          <Guilloche seed={link.id} />
        </div>
        <header className="summary">
          <div className="summary__merchant">
            <Monogram name={link.merchantName} />
            <span className="summary__name">{link.merchantName}</span>
          </div>
          <Headline money={link.amount} />
          <Lines lines={link.lines} />
          <Facts>
            <Fact name="Network">{chain.name}</Fact>
          </Facts>
        </header>
        <main className="panel" aria-label="Purchase">
          <div className="panel__inner">
            <PanelHeading
              title={`Pay ${link.merchantName}`}
              lead="You get an invoice of your own, open for one hour. You choose a wallet on the next page; nothing is paid before you sign."
            />
            {problem !== null && (
              <Notice tone="problem" icon="alert" title="The invoice could not be made.">
                <p>{problem}</p>
              </Notice>
            )}
            <button type="button" className="button" onClick={buy} disabled={isBusy}>
              {isBusy ? <Spinner /> : null}
              Continue to payment
              {isBusy ? null : <Icon name="arrow" />}
            </button>
            <CancelLink cancelUrl={link.cancelUrl} merchantName={link.merchantName} />
          </div>
        </main>
        <ContinueElsewhere address={window.location.href} purpose="pay" />
      </div>
    </>
  )
}
