import type { Ctx } from '../../../../api/src/context.ts'
import { capturePayment, prepareCapture } from '../../../../api/src/services/capturePayment.ts'
import { createRefund, prepareRefund } from '../../../../api/src/services/createRefund.ts'
import { prepareVoid, voidPayment } from '../../../../api/src/services/voidPayment.ts'
import type { PaymentRequestRow } from '../../../../api/src/store/paymentRequests.ts'
import { postRelay, requestPayment, signPayment } from '../../../api/relays/support/relays.ts'
import { addMerchant, type TestMerchant } from '../../../api/support/merchants.ts'
import { addPayment } from '../../../api/support/payments.ts'
import type { World } from '../../../api/support/world.ts'
import type { Random } from '../../../support/random.ts'
import { allowRefunds, chainOf } from '../processes/onChain.ts'

/** A payment that somebody asked us to relay. */
export type Sale = { merchant: TestMerchant; request: PaymentRequestRow; relay: string }

const MERCHANTS = 3

export async function openMerchants(world: World): Promise<[TestMerchant, ...TestMerchant[]]> {
  const open = async () => {
    const merchant = await addMerchant(world)
    await allowRefunds(world, chainOf(world), merchant.account)
    return merchant
  }
  const merchants: [TestMerchant, ...TestMerchant[]] = [await open()]
  while (merchants.length < MERCHANTS) merchants.push(await open())
  return merchants
}

/** A payer signs, and asks for the rest. Undefined where the API says no, as it does while its chain is silent. */
export async function pay(
  world: World,
  api: Ctx,
  merchant: TestMerchant,
  captureMethod: 'automatic' | 'manual',
): Promise<Sale | undefined> {
  const request = await requestPayment({ ...world, ctx: api }, merchant, { captureMethod })
  const signature = await signPayment(world, request)
  const relay = await postRelay(api, merchant, request, signature).catch(() => undefined)
  return relay && { merchant, request, relay: relay.id }
}

/** Once a payment stands, its merchant captures, voids or refunds it by the host's key. True where it did. */
export async function actOn(world: World, api: Ctx, sale: Sale, random: Random): Promise<boolean> {
  const { merchant, request } = sale
  const { owner } = merchant
  const payment =
    (await world.db
      .selectFrom('payment')
      .select('id')
      .where('onchain_id', '=', request.onchain_id)
      .executeTakeFirst()) ?? (await addPayment(world, request))
  const act = actionOf(request, random)
  try {
    if (act === 'capture') {
      const prepared = await prepareCapture(api, owner, payment.id, undefined)
      await inTransaction(api, (ctx) => capturePayment(ctx, owner, prepared))
    } else if (act === 'void') {
      const prepared = await prepareVoid(api, owner, payment.id)
      await inTransaction(api, (ctx) => voidPayment(ctx, owner, prepared))
    } else {
      const amount = `${1 + random.integer(9_000_000)}`
      const input = { payment: payment.id, amount, reason: null, metadata: {} }
      const prepared = await prepareRefund(api, owner, input)
      await inTransaction(api, (ctx) => createRefund(ctx, owner, prepared))
    }
    return true
  } catch {
    // The chain did not answer, or the money is gone meanwhile.
    return false
  }
}

function actionOf({ terms }: PaymentRequestRow, random: Random): 'capture' | 'void' | 'refund' {
  if (terms.mode === 'charge') return 'refund'
  return random.integer(4) === 0 ? 'void' : 'capture'
}

async function inTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return ctx.db.transaction().execute((db) => work({ ...ctx, db }))
}
