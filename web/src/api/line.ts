import type { Reader } from '../parse/reader.ts'
import { type Money, readMoney } from './money.ts'

/** One thing that money is asked for. */
export type Line = {
  position: number
  description: string
  quantity: number
  unitAmount: Money
  amount: Money
}

export function readLine(line: Reader, position: number): Line {
  return {
    position,
    description: line.text('description'),
    quantity: line.integer('quantity'),
    unitAmount: readMoney(line.child('unit_amount')),
    amount: readMoney(line.child('amount')),
  }
}
