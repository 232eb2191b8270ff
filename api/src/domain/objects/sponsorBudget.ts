import { caip2 } from '../chain.ts'

/** Wei reserved and spent, and how much both may come to; null is no limit. */
interface Used {
  limit: bigint | null
  reserved: bigint
  spent: bigint
}

export interface SponsorBudgetFields {
  chainId: bigint
  recovers: boolean
  hourStart: Date
  hour: Used
  total: Used
}

/** What the host still pays for a merchant's relays on one chain. */
export function toSponsorBudget({ chainId, recovers, hourStart, hour, total }: SponsorBudgetFields) {
  return {
    object: 'sponsor_budget' as const,
    chain: caip2(chainId),
    paid_by: recovers ? ('merchant' as const) : ('host' as const),
    hour: { started_at: hourStart.toISOString(), ...toUsed(hour) },
    total: toUsed(total),
  }
}

function toUsed({ limit, reserved, spent }: Used) {
  const left = limit === null ? null : limit - reserved - spent
  return {
    limit: limit?.toString() ?? null,
    reserved: reserved.toString(),
    spent: spent.toString(),
    left: left === null ? null : (left < 0n ? 0n : left).toString(),
  }
}
