import { paymentId } from '@florin/sdk/escrow/terms.ts'
import type { Pool } from 'pg'
import type { Address, Hex } from 'viem'
import type { ChaosChain } from '../chain.ts'
import type { Stage } from './stage.ts'

type Sum = { kind: string; owner: Hex; amount: string }

/** What the ledger says that each account and each payment holds, and how far that is from what the contract says. */
export async function compareBooks({ pool, chain, scene }: Stage) {
  const booked = await bookedSums(pool, chain.token)
  const accounts = new Set(scene.wallets.map(({ address }) => address.toLowerCase()))
  const payments = new Set(scene.agreed.map((terms) => paymentId(chain, terms)))
  for (const key of booked.keys()) {
    const [kind = '', owner = ''] = key.split(':')
    if (kind === 'escrow') payments.add(asHex(owner))
    if (kind === 'available' || kind === 'prepaid') accounts.add(owner)
  }
  const ofAccounts = await count([...accounts].map(asHex), async (account) => {
    const [available, prepaid] = await chain.balanceOf(account)
    return isBooked(booked, 'available', account, available) && isBooked(booked, 'prepaid', account, prepaid)
  })
  const ofPayments = await count([...payments], async (id) =>
    isBooked(booked, 'escrow', id, (await chain.paymentOf(id)).capturable),
  )
  return {
    accounts: accounts.size,
    accountsApart: ofAccounts,
    payments: payments.size,
    paymentsApart: ofPayments,
    unbalanced: await unbalanced(pool),
  }
}

async function bookedSums(pool: Pool, token: Address): Promise<Map<string, bigint>> {
  const { rows } = await pool.query<Sum>(
    `select split_part(account, ':', 1) as kind, split_part(account, ':', 2) as owner, sum(amount)::text as amount
     from florin.ledger_entry where token = $1 group by account`,
    [token.toLowerCase()],
  )
  return new Map(rows.map(({ kind, owner, amount }) => [`${kind}:${owner}`, BigInt(amount)]))
}

function isBooked(booked: ReadonlyMap<string, bigint>, kind: string, owner: Hex, onChain: bigint): boolean {
  return (booked.get(`${kind}:${owner.toLowerCase()}`) ?? 0n) === onChain
}

/** How many do not hold. */
async function count(items: readonly Hex[], holds: (item: Hex) => Promise<boolean>): Promise<number> {
  let apart = 0
  for (const item of items) if (!(await holds(item))) apart += 1
  return apart
}

async function unbalanced(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    'select from florin.ledger_entry group by transaction_id, chain_id, token having sum(amount) <> 0',
  )
  return rows.length
}

function asHex(text: string): Hex {
  return `0x${text.slice(2)}`
}

type PaymentRow = { onchain_id: Hex; capturable: string; refundable: string; status: string }

/** How many payments the API shows otherwise than the contract holds them. */
export async function paymentsApart(
  pool: Pool,
  chain: ChaosChain,
  entered: ReadonlySet<Hex>,
): Promise<number> {
  const { rows } = await pool.query<PaymentRow>(
    'select onchain_id, capturable, refundable, status from florin.payment',
  )
  const known = new Map(rows.map((row) => [row.onchain_id, row]))
  const unknown = [...entered].filter((id) => !known.has(id)).length
  const wrong = await count([...known.keys()], async (id) => {
    const row = known.get(id)
    const { capturable, refundable } = await chain.paymentOf(id)
    const status = entered.has(id) ? 'finalized' : 'reverted'
    return row?.status === status && row.capturable === `${capturable}` && row.refundable === `${refundable}`
  })
  return unknown + wrong
}

/** How many invoices are paid without having been paid on chain, or the other way round. */
export async function invoicesApart(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    `select from florin.invoice
     left join (
       select request.invoice_id, sum(entered.captured) as captured
       from florin.payment_request request
       join onchain_main.payment entered on entered.id = request.onchain_id
       group by 1) paid on paid.invoice_id = invoice.id
     where invoice.amount_paid <> coalesce(paid.captured, 0)
        or (invoice.status = 'paid') <> (coalesce(paid.captured, 0) >= invoice.amount)`,
  )
  return rows.length
}
