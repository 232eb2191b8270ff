import { getAddress } from 'viem'
import { caip2 } from '../chain.ts'
import { capLeft, nextDay } from '../refundCap.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

export interface GrantFields {
  chain_id: bigint
  account: Hex
  token: Hex
  grant: { dailyCap: bigint; spentToday: bigint; seconds: bigint }
  underWay: bigint
}

export function toOperatorGrant(chains: Chains, row: GrantFields) {
  const { grant, underWay } = row
  const money = (amount: bigint) => toMoney(chains, row, amount)
  return {
    chain: caip2(row.chain_id),
    account: getAddress(row.account),
    registered: grant.dailyCap > 0n,
    daily_cap: money(grant.dailyCap),
    used_today: money(grant.spentToday),
    under_way: money(underWay),
    left_today: money(capLeft(grant, underWay)),
    resets_at: nextDay(grant.seconds).toISOString(),
  }
}
