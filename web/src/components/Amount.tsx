import type { Money } from '../api/money.ts'
import { formatAmount } from '../checkout/format.ts'

/** An amount with its symbol, kept on one line. */
export function Amount({ money }: { money: Pick<Money, 'amountUnits' | 'decimals' | 'symbol'> }) {
  return (
    <span className="amount">
      {formatAmount(money.amountUnits, money.decimals)} <span className="amount__symbol">{money.symbol}</span>
    </span>
  )
}
