import { Webhook } from 'standardwebhooks'
import type { Ctx } from '../../../../api/src/context.ts'
import { deliverWebhook } from '../../../../api/src/services/deliverWebhook.ts'
import type { DeliveryKey, DeliveryRow } from '../../../../api/src/store/deliveries.ts'
import type { Received } from './receiver.ts'

/** Runs a delivery's job and answers with the delivery as it stands then. */
export async function deliver(ctx: Ctx, key: DeliveryKey): Promise<DeliveryRow> {
  await deliverWebhook(ctx, key, 'retries')
  return readDelivery(ctx, key)
}

export async function readDelivery(ctx: Ctx, key: DeliveryKey): Promise<DeliveryRow> {
  const delivery = await ctx.store.deliveries.find(ctx.db, key)
  if (!delivery) throw new Error('the delivery does not exist')
  return delivery
}

/** Checks a request as a merchant would, with the library of Standard Webhooks, and answers with its content. */
export function verify(secret: string, request: Received | undefined): unknown {
  if (!request) throw new Error('nothing was received')
  const header = (name: string) => String(request.headers[name])
  return new Webhook(secret).verify(request.body, {
    'webhook-id': header('webhook-id'),
    'webhook-timestamp': header('webhook-timestamp'),
    'webhook-signature': header('webhook-signature'),
  })
}
