import type { Ctx } from '../../context.ts'
import { toRelay } from '../../domain/objects/relay.ts'
import type { RelayRow } from '../../store/relays.ts'
import { emitEvent } from '../emitEvent.ts'

/** Tells the merchant how a relay ended, in the transaction that ended it. */
export async function announceRelay(
  ctx: Ctx,
  relay: RelayRow,
  how: 'confirmed' | 'failed' | 'expired' | 'canceled',
): Promise<void> {
  await emitEvent(ctx, {
    owner: { merchantId: relay.merchant_id, mode: relay.mode },
    type: `relay.${how}`,
    objectId: relay.id,
    object: toRelay(relay),
  })
}
