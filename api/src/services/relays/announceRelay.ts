import type { Ctx } from '../../context.ts'
import type { NewEvent } from '../../domain/newEvent.ts'
import { toRelay } from '../../domain/objects/relay.ts'
import type { RelayRow } from '../../store/relays.ts'
import { emitEvent, emitEvents } from '../emitEvent.ts'

/** Tells the merchant how a relay ended, in the transaction that ended it. */
export async function announceRelay(ctx: Ctx, relay: RelayRow, how: Ending): Promise<void> {
  await emitEvent(ctx, eventOf(relay, how))
}

/** Tells merchants of many relays that ended in the same way. */
export async function announceRelays(ctx: Ctx, relays: readonly RelayRow[], how: Ending): Promise<void> {
  await emitEvents(
    ctx,
    relays.map((relay) => eventOf(relay, how)),
  )
}

type Ending = 'confirmed' | 'failed' | 'expired' | 'canceled'

function eventOf(relay: RelayRow, how: Ending): NewEvent {
  return {
    owner: { merchantId: relay.merchant_id, mode: relay.mode },
    type: `relay.${how}`,
    objectId: relay.id,
    object: toRelay(relay),
  }
}
