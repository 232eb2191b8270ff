import { NAMELESS_LINE } from '@florin/sdk/checkout/namelessLine.ts'
import type { Checkout } from '../api/checkout.ts'
import type { ChainInfo } from '../api/config.ts'
import { describeState } from '../checkout/describe.ts'
import { headlineAmount } from '../checkout/headline.ts'
import { moneySoFar } from '../checkout/moneySoFar.ts'
import type { State } from '../checkout/state.ts'
import { Badge } from './Badge.tsx'
import { Due } from './Due.tsx'
import { Expiry } from './Expiry.tsx'
import { Fact, Facts } from './Facts.tsx'
import { Headline } from './Headline.tsx'
import { Lines } from './Lines.tsx'
import { MoneyFacts } from './MoneyFacts.tsx'
import { Monogram } from './Monogram.tsx'

type Props = { checkout: Checkout; chain: ChainInfo; state: State }

/** What is to be paid, to whom, and until when. */
export function Summary({ checkout, chain, state }: Props) {
  const { badge, tone } = describeState(state)
  const isOver = tone === 'done' || state.name === 'void' || state.name === 'uncollectible'
  // One piece of one thing needs no list: its name stands below the amount.
  const [first] = checkout.lines
  const isList = checkout.lines.length > 1 || (first?.quantity ?? 1) > 1
  const name = first?.description === NAMELESS_LINE ? undefined : first?.description
  const description = checkout.description ?? (isList ? null : (name ?? null))
  return (
    <header className="summary">
      <div className="summary__merchant">
        <Monogram name={checkout.merchantName} />
        <span className="summary__name">{checkout.merchantName}</span>
        <Badge tone={tone} text={badge} />
      </div>
      <Headline money={headlineAmount(checkout, state)} />
      {description !== null && <p className="summary__description">{description}</p>}
      {isList && <Lines lines={checkout.lines} />}
      <Facts>
        <Fact name="Invoice">{checkout.number}</Fact>
        <Fact name="Network">{chain.name}</Fact>
        {tone !== 'done' && (
          <MoneyFacts checkout={checkout} money={moneySoFar(checkout)} collected="Already paid" />
        )}
        {checkout.dueAt !== null && !isOver && <Due dueAt={checkout.dueAt} isPast={checkout.pastDue} />}
        {checkout.expiresAt !== null && !isOver && (
          <Expiry expiresAt={checkout.expiresAt} isExpired={checkout.expired} />
        )}
      </Facts>
    </header>
  )
}
