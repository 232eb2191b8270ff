import type { Checkout } from '../api/checkout.ts'
import { PanelHeading } from './PanelHeading.tsx'
import { ReturnLink } from './ReturnLink.tsx'
import { Seal } from './Seal.tsx'

type Props = { checkout: Checkout; name: 'void' | 'uncollectible' | 'expired' }

const titles = {
  void: 'This invoice was withdrawn',
  expired: 'This invoice has expired',
  uncollectible: 'This invoice was closed',
}

/** An invoice that takes no payment. */
export function Closed({ checkout, name }: Props) {
  const leads = {
    void: `${checkout.merchantName} no longer asks for this payment. Nothing is due.`,
    expired: `The time to pay has passed. Ask ${checkout.merchantName} for a new invoice.`,
    uncollectible: `${checkout.merchantName} no longer waits for this payment. If you still want to pay, ask for a new invoice.`,
  }
  return (
    <div className="receipt">
      <Seal tone="closed" icon={name === 'expired' ? 'clock' : 'cross'} />
      <PanelHeading title={titles[name]} lead={leads[name]} />
      <ReturnLink returnUrl={checkout.returnUrl} merchantName={checkout.merchantName} />
    </div>
  )
}
