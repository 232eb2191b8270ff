import { encodeVoid } from '@florin/sdk/escrow/calldata.ts'
import { voidTypedData } from '@florin/sdk/escrow/typedData.ts'
import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { requireVoidable } from '../domain/paymentAction.ts'
import type { RelayRow } from '../store/relays.ts'
import {
  acceptAction,
  type PreparedAction,
  prepareAction,
  readPayment,
  type SignatureRequest,
} from './relays/paymentAction.ts'

/** Signs, or asks for, giving back to the payer all that waits in escrow. Changes nothing. */
export async function prepareVoid(ctx: Ctx, owner: Owner, id: string): Promise<PreparedAction> {
  const { payment, live } = await readPayment(ctx, owner, id)
  requireVoidable(payment, live)
  return prepareAction(ctx, payment, {
    kind: 'void',
    amount: null,
    typedData: voidTypedData,
    encode: encodeVoid,
  })
}

export async function voidPayment(
  ctx: Ctx,
  owner: Owner,
  action: PreparedAction,
): Promise<RelayRow | SignatureRequest> {
  return acceptAction(ctx, owner, action, ({ payment, live }) => requireVoidable(payment, live))
}
