import type { Ctx } from '../../context.ts'
import type { RelayRow } from '../../store/relays.ts'
import { reserveGas } from './reserveGas.ts'
import { settleGas } from './settleGas.ts'

/**
 * Reserves another attempt of a relay that gave its room back while it waited, in the transaction that takes its nonce, or refuses it.
 * It still counts in the hour of its acceptance.
 */
export async function reserveAgain(ctx: Ctx, relay: RelayRow): Promise<void> {
  const { sponsor_hour } = relay
  if (sponsor_hour !== null) {
    await ctx.store.relayGas.addAttempt(ctx.db, relay.id)
    await reserveGas(ctx, relay.chain_id, { ...relay, sponsor_hour }, relay.gas_ceiling, false)
  }
  await settleGas(ctx, relay.id)
}
