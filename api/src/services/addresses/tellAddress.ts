import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import type { EventType } from '../../domain/eventTypes.ts'
import type { AddressKey } from '../../store/merchantAddresses.ts'
import { emitEvent } from '../emitEvent.ts'
import { addressNotFound, listAddresses } from './listAddresses.ts'

/** Tells that an address was added or is now the default: whoever can do that decides where money goes. */
export async function tellAddress(ctx: Ctx, owner: Owner, key: AddressKey, type: EventType) {
  const object = (await listAddresses(ctx, owner)).find(({ row }) => isAt(row, key))?.shown
  if (!object) throw addressNotFound(key.address)
  await emitEvent(ctx, { owner, type, objectId: owner.merchantId, object })
  return object
}

function isAt(row: { chain_id: bigint; address: string }, key: AddressKey): boolean {
  return row.chain_id === key.chainId && row.address === key.address
}
