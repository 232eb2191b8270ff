import { waitFor } from '../../../support/waitFor.ts'
import { areDelivered, gapsInSeries, webhooksApart } from '../billing/webhooks.ts'
import { type ChaosResult, none, noneOf, told } from '../result.ts'
import type { Order } from './orders.ts'
import type { Shop } from './shop.ts'

const TIMEOUT_MS = 120_000

/** Waits until everything is booked and told; answers what is not. */
export async function settle(shop: Shop, orders: readonly Order[]): Promise<string[]> {
  const late: string[] = []
  const until = async (describe: string, holds: () => Promise<boolean>) => {
    await waitFor(holds, { describe, timeoutMs: TIMEOUT_MS, intervalMs: 100 }).catch(() =>
      late.push(describe),
    )
  }
  await until('every payment to be booked', async () => {
    const { rows } = await shop.pool.query<{ paid: number }>(
      `select count(*)::int as paid from florin.invoice where status = 'paid'`,
    )
    return (rows[0]?.paid ?? 0) >= orders.length
  })
  await until('every webhook to be delivered', () => areDelivered(shop.pool))
  return late
}

/** Everything that was said yes to is there, once and whole. */
export async function judgeOrders(shop: Shop, orders: readonly Order[]): Promise<ChaosResult[]> {
  const { pool, desks } = shop
  const lost: string[] = []
  for (const order of orders) lost.push(...(await faultsOf(shop, order)))
  return [
    told('orders', orders.length, 'orders'),
    noneOf('acknowledged.lost', lost, 'faults'),
    noneOf('invoices.twice', await invoicesTwice(shop), 'orders'),
    noneOf('halfDone', await halfDone(shop), 'things'),
    none('ledger.apart', await ledgerApart(shop, orders), 'accounts'),
    none('events.gaps', await gapsInSeries(pool), 'numbers'),
    none('webhooks.apart', await webhooksApart(pool, desks), 'events'),
  ]
}

const TOLD_ONCE = ['invoice.created', 'invoice.paid', 'payment.pending', 'payment.confirmed']

type Found = { amount: string; status: string; request: string | null; payments: number; told: string[] }

/** What is missing of one order, or there twice. */
async function faultsOf(
  { pool }: Shop,
  { key, amount, invoice, request, onchainId }: Order,
): Promise<string[]> {
  const { rows } = await pool.query<Found>(
    `select invoice.amount::text, invoice.status,
       (select onchain_id from florin.payment_request where id = $2) as request,
       (select count(*) from florin.payment where onchain_id = $3 and amount = captured)::int as payments,
       (select coalesce(array_agg(type order by type), '{}') from florin.event
        where object_id = $1 or object_id in (select id from florin.payment where onchain_id = $3)) as told
     from florin.invoice where id = $1`,
    [invoice, request, onchainId],
  )
  const [found] = rows
  if (!found) return [`${key}: ${invoice} is lost`]
  const told = found.told.filter((type) => TOLD_ONCE.includes(type)).join()
  return [
    found.amount === `${amount}` ? '' : `amount ${found.amount}`,
    found.status === 'paid' ? '' : `status ${found.status}`,
    found.request === onchainId ? '' : `request ${found.request}`,
    found.payments === 1 ? '' : `${found.payments} payments`,
    told === TOLD_ONCE.toSorted().join() ? '' : `told ${told}`,
  ].flatMap((fault) => (fault === '' ? [] : [`${key} (${invoice}): ${fault}`]))
}

/** Orders of which a repeated call made a second invoice. */
async function invoicesTwice({ pool }: Shop): Promise<string[]> {
  const { rows } = await pool.query<{ key: string; number: number }>(
    `select metadata->>'order' as key, count(*)::int as number from florin.invoice
     where metadata->>'order' is not null group by 1 having count(*) > 1`,
  )
  return rows.map(({ key, number }) => `${key}: ${number} invoices`)
}

/** One of two things that are made in one transaction, without the other. */
async function halfDone({ pool }: Shop): Promise<string[]> {
  const { rows } = await pool.query<{ what: string }>(
    `select 'invoice without event ' || id as what from florin.invoice
       where (select count(*) from florin.event where object_id = invoice.id and type = 'invoice.created') <> 1
     union all select 'event without invoice ' || id from florin.event
       where type = 'invoice.created' and object_id not in (select id from florin.invoice)
     union all select 'event without delivery ' || id from florin.event
       where merchant_id in (select merchant_id from florin.webhook_endpoint)
         and (select count(*) from florin.webhook_delivery where event_id = event.id) <> 1
     union all select 'answer without invoice ' || key from florin.idempotency_key
       where body->>'object' = 'invoice' and body->>'id' not in (select id from florin.invoice)
     union all select 'invoice without answer ' || id from florin.invoice
       where metadata->>'order' is not null
         and not exists (select from florin.idempotency_key where body->>'id' = invoice.id)
     union all select 'fact without entries ' || identity from florin.chain_fact
       where status <> 'reverted' and not exists (
         select from florin.ledger_transaction where ledger_transaction.identity = chain_fact.identity)
     union all select 'unbalanced entries ' || transaction_id from florin.ledger_entry
       group by transaction_id, chain_id, token having sum(amount) <> 0`,
  )
  return rows.map(({ what }) => what)
}

/** Merchants of whose balance the books say otherwise than their orders. */
async function ledgerApart({ world, desks }: Shop, orders: readonly Order[]): Promise<number> {
  const chainId = BigInt(world.chain.chainId)
  let apart = 0
  for (const desk of desks) {
    const account = `available:${desk.merchant.account.address.toLowerCase()}`
    const booked = await world.ctx.store.ledger.balance(world.db, chainId, world.token.address, account)
    const earned = orders.filter((order) => order.desk === desk).reduce((sum, { amount }) => sum + amount, 0n)
    if (booked !== earned) apart += 1
  }
  return apart
}
