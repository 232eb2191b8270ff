import type { Checkout } from '../api/checkout.ts'
import type { MoneySoFar } from '../checkout/moneySoFar.ts'
import { Amount } from './Amount.tsx'
import { Fact } from './Facts.tsx'

type Props = { checkout: Checkout; money: MoneySoFar; collected: 'Already paid' | 'Collected' }

/** Where the money is that was paid so far; what is nothing is left out. `collected` names what the merchant has. */
export function MoneyFacts({ checkout, money, collected }: Props) {
  const facts = [
    { name: collected, amountUnits: money.collectedUnits },
    { name: 'Held by the contract', amountUnits: money.heldUnits },
    { name: 'Returned to the payer', amountUnits: money.returnedUnits },
    { name: 'Refunded', amountUnits: money.refundedUnits },
  ]
  return facts
    .filter(({ amountUnits }) => amountUnits > 0n)
    .map(({ name, amountUnits }) => (
      <Fact key={name} name={name}>
        <Amount money={{ ...checkout.amount, amountUnits }} />
      </Fact>
    ))
}
