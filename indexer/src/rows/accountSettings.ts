import { zeroAddress } from 'viem'
import { type EscrowEvent, inclusion } from '../event.ts'
import { lower } from '../hex.ts'
import type { OperatorRow, PayoutRow } from './types.ts'

/** An account lets somebody refund for it up to a daily cap, or nothing any more where that is 0. */
export function operatorSet(chainId: number, event: EscrowEvent<'OperatorSet'>): OperatorRow {
  const { account, operator, token, dailyCap } = event.args
  return {
    ...inclusion(chainId, event),
    account: lower(account),
    operator: lower(operator),
    token: lower(token),
    dailyCap,
    contract: lower(event.log.address),
  }
}

/** An account names where its balances may be paid out to, or nowhere. */
export function payoutSet(chainId: number, event: EscrowEvent<'PayoutSet'>): PayoutRow {
  const { account, payout, validFrom } = event.args
  const named = payout !== zeroAddress
  return {
    ...inclusion(chainId, event),
    account: lower(account),
    payout: named ? lower(payout) : null,
    validFrom: named ? BigInt(validFrom) : null,
    contract: lower(event.log.address),
  }
}
