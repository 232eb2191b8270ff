import { Fragment } from 'react'
import type { Money } from '../api/money.ts'
import { formatAmount } from '../checkout/format.ts'

/** Up to so many characters an amount is kept on one line; a longer one may be wider than the place it stands in. */
const KEPT_TOGETHER = 12

/** An amount with its symbol. A long one may be broken, after a comma or the point before anywhere else. */
export function Amount({ money }: { money: Pick<Money, 'amountUnits' | 'decimals' | 'symbol'> }) {
  const number = formatAmount(money.amountUnits, money.decimals)
  const isLong = number.length + money.symbol.length > KEPT_TOGETHER
  return (
    <span className={isLong ? 'amount amount--long' : 'amount'}>
      {isLong ? <Breakable number={number} /> : number} <span className="amount__symbol">{money.symbol}</span>
    </span>
  )
}

function Breakable({ number }: { number: string }) {
  const groups = number.split(/(?<=[,.])/)
  return groups.map((group, at) => (
    <Fragment key={groups.slice(0, at + 1).join('')}>
      {at > 0 && <wbr />}
      {group}
    </Fragment>
  ))
}
