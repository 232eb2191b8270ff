import type { Checkout } from '../api/checkout.ts'
import type { ChainInfo } from '../api/config.ts'
import { formatMoment, shortHex } from '../checkout/format.ts'
import { transactionLink } from '../checkout/links.ts'
import type { State } from '../checkout/state.ts'
import { useTransactionFacts } from '../hooks/useTransactionFacts.ts'
import { Amount } from './Amount.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Fact, Facts } from './Facts.tsx'
import { PanelHeading } from './PanelHeading.tsx'
import { ReturnLink } from './ReturnLink.tsx'
import { Seal } from './Seal.tsx'
import { TransactionHash } from './TransactionHash.tsx'

type Props = { checkout: Checkout; chain: ChainInfo; state: Extract<State, { name: 'paid' | 'authorized' }> }

/** What the payer keeps. Payer and time are read from the chain itself. */
export function Receipt({ checkout, chain, state }: Props) {
  const { txHash } = state
  const facts = useTransactionFacts(chain, txHash, false)
  const isPaid = state.name === 'paid'
  return (
    <div className="receipt">
      <Seal tone="done" icon={isPaid ? 'check' : 'clock'} />
      <PanelHeading
        title={isPaid ? 'Paid' : 'Payment authorized'}
        lead={
          isPaid
            ? `Thank you. ${checkout.merchantName} has your payment.`
            : `${checkout.merchantName} will collect it. Until then the contract holds your money.`
        }
      />
      <Facts>
        <Fact name="Amount">
          <Amount money={isPaid ? checkout.amountPaid : checkout.amount} />
        </Fact>
        {facts?.payer && (
          <Fact name="Payer">
            <code title={facts.payer}>{shortHex(facts.payer)}</code>
            <CopyButton text={facts.payer} what="payer address" />
          </Fact>
        )}
        {txHash !== null && (
          <Fact name="Transaction">
            <TransactionHash
              txHash={txHash}
              link={transactionLink(chain.explorer, txHash)}
              text={shortHex(txHash)}
            />
          </Fact>
        )}
        {facts && (
          <Fact name="Time">
            <time dateTime={facts.minedAt.toISOString()}>{formatMoment(facts.minedAt)}</time>
          </Fact>
        )}
      </Facts>
      <ReturnLink returnUrl={checkout.returnUrl} merchantName={checkout.merchantName} />
    </div>
  )
}
