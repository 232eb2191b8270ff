import { Icon } from './Icon.tsx'

/** What the payer may rely on; each of the three is kept by the contract, not by us. */
export function Promises() {
  return (
    <ul className="promises">
      <li>
        <Icon name="check" />
        One signature, and no gas to pay
      </li>
      <li>
        <Icon name="check" />
        No allowance is left behind
      </li>
      <li>
        <Icon name="check" />
        It pays this invoice, this amount, once
      </li>
    </ul>
  )
}
