import type { TransactionReceipt } from 'viem'
import type { Sandbox } from '../../test/contracts/support/sandbox.ts'

/**
 * One transaction whose gas is told. `items` share it; the row tells the gas of one of them. Without a target it is only told.
 * `measure` brings about what comes before it and answers with its receipt.
 */
export type Row = {
  name: string
  target?: number
  items?: number
  measure: (box: Sandbox) => Promise<TransactionReceipt>
}

/** Base units of each payment. */
export const amount = 10_000_000n
