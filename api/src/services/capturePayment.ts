import { encodeCapture } from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { captureTypedData } from '@florin/sdk/escrow/typedData.ts'
import type { Ctx } from '../context.ts'
import { parseAmountUnits } from '../domain/amount.ts'
import type { Owner } from '../domain/caller.ts'
import { captureUnits } from '../domain/paymentAction.ts'
import type { RelayRow } from '../store/relays.ts'
import {
  type ActionPlan,
  acceptAction,
  type PreparedAction,
  prepareAction,
  readPayment,
  type SignatureRequest,
} from './relays/paymentAction.ts'
import { captureFee } from './sponsor/captureFee.ts'
import { tokenDecimals } from './tokenDecimals.ts'

export interface PreparedCapture {
  amount: bigint
  action: PreparedAction
}

/** Signs, or asks for, the capture of a part of what waits in escrow, or of all that is left. Changes nothing. */
export async function prepareCapture(
  ctx: Ctx,
  owner: Owner,
  id: string,
  amountText: string | undefined,
): Promise<PreparedCapture> {
  const { payment, live } = await readPayment(ctx, owner, id)
  const asked = amountText === undefined ? null : parseAmountUnits(amountText, tokenDecimals(ctx, payment))
  const amount = captureUnits(payment, live, asked)
  const bounds = feeBounds(amount, {
    minFeeBps: payment.terms.min_fee_bps,
    maxFeeBps: payment.terms.max_fee_bps,
  })
  const capture = (fee: bigint): ActionPlan => ({
    kind: 'capture',
    amount,
    typedData: (signed) => captureTypedData({ ...signed, amount, fee }),
    encode: (terms, auth) => encodeCapture(terms, amount, fee, auth),
  })
  const action = await prepareAction(ctx, payment, capture(bounds.least))
  if (action.by !== 'host') return { amount, action }
  const fee = await captureFee(ctx, payment, bounds, action.intent.gas_estimate ?? 0n)
  if (fee === bounds.least) return { amount, action }
  const raised = await prepareAction(ctx, payment, capture(fee), BigInt(action.intent.nonce))
  if (raised.by !== 'host') return { amount, action: raised }
  const intent = { ...raised.intent, gas_recovered: fee - bounds.least }
  return { amount, action: { ...raised, intent } }
}

export async function capturePayment(
  ctx: Ctx,
  owner: Owner,
  { amount, action }: PreparedCapture,
): Promise<RelayRow | SignatureRequest> {
  return acceptAction(ctx, owner, action, ({ payment, live }) => {
    captureUnits(payment, live, amount)
  })
}
