import type { Ctx } from '../../../api/src/context.ts'
import type { Owner } from '../../../api/src/domain/caller.ts'
import { newId } from '../../../api/src/domain/ids.ts'
import { createApiKey } from '../../../api/src/services/createApiKey.ts'
import { createCustomer } from '../../../api/src/services/createCustomer.ts'
import { createPrice } from '../../../api/src/services/createPrice.ts'
import { createProduct } from '../../../api/src/services/createProduct.ts'
import { createWebhookEndpoint } from '../../../api/src/services/createWebhookEndpoint.ts'
import { addInvoice, addPaymentRequest } from './invoices.ts'
import type { TestMerchant } from './merchants.ts'
import { addPaymentLink } from './paymentLinks.ts'
import { addPayment } from './payments.ts'
import type { World } from './world.ts'

/** One object of every kind that belongs to a merchant, by where the API shows it; and what the API asks for by body alone. */
export async function addTenantObjects(
  world: World,
  { owner, account }: TestMerchant,
): Promise<Record<string, string>> {
  const ctx = { ...world.ctx, db: world.db }
  const now = ctx.clock.now()
  const invoice = await addInvoice(world, owner)
  const request = await addPaymentRequest(world, invoice, '0x70997970c51812dc3a010c7d01b50e0d17dc79c8')
  const payment = await addPayment(world, request)
  const event = await world.db
    .selectFrom('event')
    .select('id')
    .where('object_id', '=', invoice.id)
    .executeTakeFirstOrThrow()
  const relay = await ctx.store.relays.insert(world.db, 1n, {
    id: newId('rl', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    kind: 'refund',
    chain_id: request.chain_id,
    contract: request.escrow,
    signer: request.payer,
    nonce: request.onchain_id,
    calldata: '0x00',
    onchain_id: request.onchain_id,
    payment_request_id: null,
    payment_id: payment.id,
    amount: 1n,
    deadline: now,
    status: 'accepted',
    created_at: now,
    updated_at: now,
  })
  if (!relay) throw new Error('the relay was not added')
  const refund = await world.db
    .insertInto('refund')
    .values({
      id: newId('re', now),
      merchant_id: owner.merchantId,
      mode: owner.mode,
      chain_id: request.chain_id,
      token: payment.token,
      recipient: payment.payer,
      metadata: '{}',
      source: 'api',
      status: 'pending',
      relay_id: relay.id,
      signer: null,
      nonce: null,
      payment_id: payment.id,
      amount: 1n,
      reason: null,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const payout = await world.db
    .insertInto('payout')
    .values({
      id: newId('po', now),
      merchant_id: owner.merchantId,
      mode: owner.mode,
      chain_id: request.chain_id,
      account: invoice.merchant_address,
      token: payment.token,
      recipient: invoice.merchant_address,
      metadata: '{}',
      source: 'api',
      status: 'pending',
      relay_id: null,
      signer: null,
      nonce: null,
      amount: 1n,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const endpoint = await createWebhookEndpoint(ctx, owner, {
    url: 'https://shop.example/tenants',
    description: null,
    enabledEvents: ['*'],
    metadata: {},
  })
  const catalogue = await world.db
    .transaction()
    .execute((tx) => addCatalogue({ ...ctx, db: tx }, owner, invoice))
  return {
    ...catalogue,
    '/v1/invoices': invoice.id,
    '/v1/payment_links': (await addPaymentLink(world, owner)).id,
    '/v1/checkout': invoice.id,
    '/v1/payments': payment.id,
    '/v1/events': event.id,
    '/v1/relays': relay.id,
    '/v1/refunds': refund.id,
    '/v1/payouts': payout.id,
    '/v1/merchant/addresses': `eip155:${world.chain.chainId}/${account.address}`,
    '/v1/webhook_endpoints': endpoint.row.id,
    '/v1/api_keys': (await createApiKey(ctx, owner, ['invoices:read'])).id,
    '/v1/members': account.address,
    payment_request: request.id,
  }
}

/** Whom and what the merchant bills, at a price in the token of an invoice. */
async function addCatalogue(
  ctx: Ctx,
  owner: Owner,
  { chain_id, token }: { chain_id: bigint; token: `0x${string}` },
): Promise<Record<string, string>> {
  const rest = { active: true, metadata: {} }
  const customer = await createCustomer(ctx, owner, {
    name: null,
    email: null,
    reference: null,
    metadata: {},
  })
  const product = await createProduct(ctx, owner, { name: 'House blend', description: null, ...rest })
  const price = await createPrice(ctx, owner, {
    product: product.id,
    type: 'one_time',
    chain: `eip155:${chain_id}`,
    token,
    unitAmount: '5000000',
    ...rest,
  })
  return { '/v1/customers': customer.id, '/v1/products': product.id, '/v1/prices': price.id }
}
