import type { Ctx } from '../../context.ts'
import { lastly } from '../../domain/lastly.ts'
import { countersOf } from '../../domain/sponsorship.ts'
import type { GasSettled } from '../../store/relayGas.ts'
import type { CounterChange } from '../../store/sponsorCounters.ts'

/**
 * Brings what relays of a chain have reserved and spent, and every budget that they count in, to what follows from their states
 * and nonces. To be called in each transaction that ends one of them or takes that back; called twice, it changes nothing.
 * Answers the new sums by relay.
 */
export async function settleGas(ctx: Ctx, ...relayIds: string[]): Promise<Map<string, GasSettled>> {
  const { relayGas, sponsorCounters } = ctx.store
  const before = await relayGas.lockAll(ctx.db, relayIds)
  const after = new Map((await relayGas.sumAll(ctx.db, relayIds)).map((sums) => [sums.id, sums]))
  const changes = new Map<string, CounterChange>()
  for (const relay of before) {
    const { sponsor_hour } = relay
    const sums = after.get(relay.id) ?? relay
    const reserved = sums.gas_reserved - relay.gas_reserved
    const spent = sums.gas_spent - relay.gas_spent
    if (sponsor_hour === null || (reserved === 0n && spent === 0n)) continue
    for (const key of countersOf({ ...relay, sponsor_hour })) {
      const name = `${relay.chain_id} ${key.subject} ${key.hour.getTime()}`
      const sum = changes.get(name) ?? { chainId: relay.chain_id, ...key, reserved: 0n, spent: 0n }
      changes.set(name, { ...sum, reserved: sum.reserved + reserved, spent: sum.spent + spent })
    }
  }
  if (changes.size > 0) await lastly(ctx, () => sponsorCounters.change(ctx.db, [...changes.values()]))
  return after
}
