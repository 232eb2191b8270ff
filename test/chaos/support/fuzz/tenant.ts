import { SCOPES } from '../../../../api/src/domain/caller.ts'
import { createApiKey } from '../../../../api/src/services/createApiKey.ts'
import { acceptPayment, payerOf, watchUntil } from '../../../api/relays/support/relays.ts'
import { addMerchant, type TestMerchant } from '../../../api/support/merchants.ts'
import { addPayment } from '../../../api/support/payments.ts'
import type { World } from '../../../api/support/world.ts'
import type { Supply } from './valid.ts'
import { Ids } from './words.ts'

/** A merchant, what it knows, and what may let somebody in to it. */
export type Tenant = {
  merchant: TestMerchant
  ids: Ids
  /** Tokens of its invoices, by invoice. */
  checkoutTokens: Map<string, string>
  keys: { all: string; reading: string; revoked: string }
  /** Takes new keys, since some call may have revoked the old ones. */
  renewKeys(): Promise<void>
  /** Takes note of ids and tokens in an answer. */
  learn(text: string): void
}

export async function openTenant(world: World, name: string): Promise<Tenant> {
  const merchant = await addMerchant(world, { name })
  const ctx = { ...world.ctx, db: world.db }
  const { owner } = merchant
  const newKeys = async () => {
    const revoked = await createApiKey(ctx, owner, SCOPES)
    await world.db
      .updateTable('api_key')
      .set({ revoked_at: new Date() })
      .where('id', '=', revoked.id)
      .execute()
    const reading = SCOPES.filter((scope) => scope.endsWith(':read'))
    return {
      all: (await createApiKey(ctx, owner, SCOPES)).key,
      reading: (await createApiKey(ctx, owner, reading)).key,
      revoked: revoked.key,
    }
  }
  const tenant: Tenant = {
    merchant,
    ids: new Ids(),
    checkoutTokens: new Map(),
    keys: await newKeys(),
    renewKeys: async () => {
      tenant.keys = await newKeys()
    },
    learn: (text) => {
      tenant.ids.learn(text)
      for (const [, id = '', token = ''] of text.matchAll(CHECKOUT)) tenant.checkoutTokens.set(id, token)
    },
  }
  await pay(world, tenant)
  return tenant
}

/** The link of a checkout page holds an invoice's id and its token. */
const CHECKOUT = /\b(inv_[0-9a-z]{26})\?token=([A-Za-z0-9_-]{20,})/g

/** Payments that are on the chain: one that can be captured or voided, one that can be refunded. */
async function pay(world: World, { merchant, ids }: Tenant): Promise<void> {
  for (const captureMethod of ['automatic', 'manual'] as const) {
    const { request, relay } = await acceptPayment(world, merchant, { captureMethod })
    await watchUntil(world, relay.id, 'confirmed')
    const payment = await addPayment(world, request)
    ids.learn(`${request.invoice_id} ${request.id} ${relay.id} ${payment.id}`)
  }
}

/** What only means something here, by the names of fields. */
export function fieldsOf(world: World): Supply['fields'] {
  return {
    chain: [`eip155:${world.chain.chainId}`],
    token: [world.token.address],
    payer: [payerOf(world).address],
    amount: ['1000000', '10000000', '1', '2500000'],
    unit_amount: ['1000000', '300'],
    url: ['https://shop.example/webhooks'],
    signature: [`0x${'11'.repeat(64)}1b`],
  }
}
