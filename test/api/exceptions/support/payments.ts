import { sql } from 'kysely'
import type { PaymentRequestRow } from '../../../../api/src/store/paymentRequests.ts'
import type { Story } from '../../posting/support/story.ts'
import { type FakeEvent, randomHex } from '../../support/fakeViews.ts'
import type { World } from '../../support/world.ts'

/** The fact that a payer accepted these terms. */
export function paymentOf(request: PaymentRequestRow, changes: Partial<FakeEvent> = {}): FakeEvent {
  return {
    identity: randomHex(),
    kind: request.terms.mode === 'escrow' ? 'authorized' : 'charged',
    terms: request.terms,
    paymentId: request.onchain_id,
    amount: BigInt(request.terms.amount),
    ...changes,
  }
}

/** Includes a fact in a block and lets it reach its confirmations. */
export async function happen(story: Story, event: FakeEvent): Promise<void> {
  await story.includeNow(event)
  await story.post()
  await story.confirm()
}

/** What each account holds of each token by all entries that the merchant's facts made; what sums to nothing is left out. */
export async function booksOf(world: World, story: Story): Promise<Record<string, bigint>> {
  const { rows } = await sql<{ account: string; token: string; amount: bigint }>`
    SELECT entry.account, entry.token, sum(entry.amount)::numeric(78, 0) AS amount
    FROM florin.ledger_entry entry
    JOIN florin.ledger_transaction ledger ON ledger.id = entry.transaction_id
    JOIN florin.chain_fact fact ON (fact.chain_id, fact.identity, fact.inclusion)
      = (ledger.chain_id, ledger.identity, ledger.inclusion)
    WHERE fact.account = ${story.invoice.merchant_address}
    GROUP BY entry.account, entry.token HAVING sum(entry.amount) <> 0`.execute(world.db)
  const place = ({ account, token }: { account: string; token: string }) =>
    token === world.token.address ? account : `${account} in ${token}`
  return Object.fromEntries(rows.map((row) => [place(row), row.amount]))
}
