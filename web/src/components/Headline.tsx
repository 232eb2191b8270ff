import type { Money } from '../api/money.ts'
import { formatAmount } from '../checkout/format.ts'
import { Amount } from './Amount.tsx'

/** The amount above everything, the smaller the longer it is, so that it can be read as one number. */
export function Headline({ money }: { money: Money }) {
  const size = sizeFor(formatAmount(money.amountUnits, money.decimals).length + money.symbol.length / 2)
  return (
    <h1 className={`summary__amount summary__amount--${size}`}>
      <span className="visually-hidden">Payment of </span>
      <Amount money={money} />
    </h1>
  )
}

/** The symbol is written half as large as the number. */
function sizeFor(characters: number): 'large' | 'medium' | 'small' {
  if (characters <= 12) return 'large'
  return characters <= 20 ? 'medium' : 'small'
}
