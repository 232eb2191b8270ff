import type { Checkout, CheckoutPayment } from '../api/checkout.ts'
import type { ChainInfo } from '../api/config.ts'
import { formatMoment, shortHex } from '../checkout/format.ts'
import { transactionLink } from '../checkout/links.ts'
import type { State } from '../checkout/state.ts'
import { useNow } from '../hooks/useNow.ts'
import { Amount } from './Amount.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Fact, Facts } from './Facts.tsx'
import { MoneyFacts } from './MoneyFacts.tsx'
import { PanelHeading } from './PanelHeading.tsx'
import { ReturnLink } from './ReturnLink.tsx'
import { Seal } from './Seal.tsx'
import { TransactionHash } from './TransactionHash.tsx'

const STEP_MS = 10_000
const NEVER = new Date(8.64e15)

type Props = { checkout: Checkout; chain: ChainInfo; state: Extract<State, { name: 'paid' | 'authorized' }> }

/** What the payer keeps. */
export function Receipt({ checkout, chain, state }: Props) {
  const { payment, money } = state
  const isPaid = state.name === 'paid'
  const captureBy = isPaid ? null : (payment?.captureBy ?? null)
  const isOver = useNow(STEP_MS) >= (captureBy ?? NEVER)
  return (
    <div className="receipt">
      <Seal tone="done" icon={isPaid ? 'check' : 'clock'} />
      <PanelHeading
        title={title(state)}
        lead={isOver ? overdue(checkout.merchantName) : lead(state, checkout.merchantName)}
      />
      <Facts>
        <Fact name="Amount">
          <Amount money={isPaid ? checkout.amountPaid : checkout.amount} />
        </Fact>
        <MoneyFacts
          checkout={checkout}
          money={isPaid ? { ...money, collectedUnits: 0n } : money}
          collected="Collected"
        />
        {captureBy && <CaptureBy captureBy={captureBy} isOver={isOver} />}
        {payment && <PaymentFacts payment={payment} explorer={chain.explorer} />}
      </Facts>
      <ReturnLink returnUrl={checkout.returnUrl} merchantName={checkout.merchantName} />
    </div>
  )
}

function title({ name, money }: Props['state']): string {
  if (name === 'paid') return 'Paid'
  return money.collectedUnits > 0n ? 'Partly collected' : 'Payment authorized'
}

function lead({ name, money }: Props['state'], merchantName: string): string {
  if (name === 'authorized') {
    return money.collectedUnits > 0n
      ? `${merchantName} has collected a part. The contract holds the rest until it is collected, or comes back to you.`
      : `The contract holds your money until ${merchantName} collects it, or it comes back to you.`
  }
  if (money.refundedUnits === 0n) return `Thank you. ${merchantName} has your payment.`
  return money.refundedUnits < money.collectedUnits
    ? `${merchantName} had your payment, and has sent a part of it back.`
    : `${merchantName} had your payment, and has sent it back.`
}

/** What the contract holds when the time to collect it has passed can go to nobody but the payer. */
function overdue(merchantName: string): string {
  return `The time to collect it has passed. What the contract holds can only come back to you: when ${merchantName} returns it, or when anybody calls reclaim.`
}

function CaptureBy({ captureBy, isOver }: { captureBy: Date; isOver: boolean }) {
  return (
    <Fact name={isOver ? 'Could be collected until' : 'Can be collected until'}>
      <time dateTime={captureBy.toISOString()}>{formatMoment(captureBy)}</time>
    </Fact>
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
