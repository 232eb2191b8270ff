import type { Checkout, CheckoutPayment } from '../api/checkout.ts'
import type { ChainInfo } from '../api/config.ts'
import { formatMoment, shortHex } from '../checkout/format.ts'
import { transactionLink } from '../checkout/links.ts'
import type { State } from '../checkout/state.ts'
import { Amount } from './Amount.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Fact, Facts } from './Facts.tsx'
import { PanelHeading } from './PanelHeading.tsx'
import { ReturnLink } from './ReturnLink.tsx'
import { Seal } from './Seal.tsx'
import { TransactionHash } from './TransactionHash.tsx'

type Props = { checkout: Checkout; chain: ChainInfo; state: Extract<State, { name: 'paid' | 'authorized' }> }

/** What the payer keeps. */
export function Receipt({ checkout, chain, state }: Props) {
  const { payment } = state
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
        {payment && <PaymentFacts payment={payment} explorer={chain.explorer} />}
      </Facts>
      <ReturnLink returnUrl={checkout.returnUrl} merchantName={checkout.merchantName} />
    </div>
  )
}

function PaymentFacts({ payment, explorer }: { payment: CheckoutPayment; explorer: string | null }) {
  const { payer, txHash, paidAt } = payment
  return (
    <>
      <Fact name="Payer">
        <code title={payer}>{shortHex(payer)}</code>
        <CopyButton text={payer} what="payer address" />
      </Fact>
      <Fact name="Transaction">
        <TransactionHash txHash={txHash} link={transactionLink(explorer, txHash)} text={shortHex(txHash)} />
      </Fact>
      <Fact name="Time">
        <time dateTime={paidAt.toISOString()}>{formatMoment(paidAt)}</time>
      </Fact>
    </>
  )
}
