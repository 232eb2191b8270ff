import { encodeRefund } from '@florin/sdk/escrow/calldata.ts'
import { refundTypedData } from '@florin/sdk/escrow/typedData.ts'
import type { Ctx } from '../context.ts'
import { parseAmountUnits } from '../domain/amount.ts'
import type { Owner } from '../domain/caller.ts'
import { refundUnits } from '../domain/paymentAction.ts'
import type { RelayRow } from '../store/relays.ts'
import {
  acceptAction,
  type PreparedAction,
  prepareAction,
  readPayment,
  type SignatureRequest,
} from './relays/paymentAction.ts'
import { tokenDecimals } from './tokenDecimals.ts'

export interface PreparedRefund {
  amount: bigint
  action: PreparedAction
}

/** Signs, or asks for, a refund from the merchant's available balance: the only source an operator may use. */
export async function prepareRefund(
  ctx: Ctx,
  owner: Owner,
  id: string,
  amountText: string,
): Promise<PreparedRefund> {
  const { payment, live } = await readPayment(ctx, owner, id)
  const amount = refundUnits(payment, live, parseAmountUnits(amountText, tokenDecimals(ctx, payment)))
  const action = await prepareAction(ctx, payment, {
    kind: 'refund',
    amount,
    typedData: (signed) => refundTypedData({ ...signed, amount, source: 'available' }),
    encode: (terms, auth) => encodeRefund(terms, amount, 'available', auth),
  })
  return { amount, action }
}

export async function refundPayment(
  ctx: Ctx,
  owner: Owner,
  { amount, action }: PreparedRefund,
): Promise<RelayRow | SignatureRequest> {
  return acceptAction(ctx, owner, action, ({ payment, live }) => {
    refundUnits(payment, live, amount)
  })
}
