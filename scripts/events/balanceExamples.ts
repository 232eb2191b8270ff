import { lowerCase } from '../../api/src/domain/address.ts'
import { toBalanceChange } from '../../api/src/domain/objects/balanceChange.ts'
import {
  EXAMPLE_HASH,
  EXAMPLE_MERCHANT,
  EXAMPLE_PAYER,
  EXAMPLE_TOKEN,
  exampleDollars,
} from '../../api/src/routes/examples/parts.ts'

/** As the worker would tell them, but that the chain of the examples lists no token. */
export function balanceExamples(): unknown[] {
  const amount = '700000'
  const change = {
    chain_id: 31337n,
    account: lowerCase(EXAMPLE_MERCHANT),
    payload: {
      token: lowerCase(EXAMPLE_TOKEN),
      amount,
      recipient: lowerCase(EXAMPLE_PAYER),
      to_prepaid: true,
      ref: lowerCase(EXAMPLE_HASH),
    },
    tx_hash: lowerCase(EXAMPLE_HASH),
    block_number: 42n,
  }
  const kinds = ['withdrawn', 'deposited', 'transferred'] as const
  return kinds.map((kind) => ({
    ...toBalanceChange(new Map(), kind, change),
    amount: exampleDollars(amount),
  }))
}
