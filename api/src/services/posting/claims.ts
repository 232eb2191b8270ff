import type { Ctx } from '../../context.ts'
import { type Claim, matchFacts, type OutFact } from '../../domain/moneyOut.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import type { PayoutRow } from '../../store/payouts.ts'
import type { RefundRow } from '../../store/refunds.ts'

type Hex = `0x${string}`

/**
 * Says anew which refund or payout each living fact executed. `change` brings one to the state that follows from its fact, or
 * from none; what confirmed facts nobody asked for is given to `found`.
 */
export async function settleClaims<T extends RefundRow | PayoutRow>(
  ctx: Ctx,
  rows: readonly T[],
  facts: readonly { fact: ChainFactRow; recipient: Hex | null }[],
  act: {
    change: (row: T, fact: ChainFactRow | undefined) => Promise<void>
    found: (fact: ChainFactRow) => Promise<void>
  },
): Promise<void> {
  const matched = matchFacts(
    facts.map(({ fact, recipient }) => toOutFact(fact, recipient)),
    await toClaims(ctx, rows),
  )
  const factOf = (row: T) => facts.find(({ fact }) => matched.get(fact.identity) === row.id)?.fact
  for (const row of rows) await act.change(row, factOf(row))
  for (const { fact } of facts) if (!matched.has(fact.identity) && isSettled(fact)) await act.found(fact)
}

/** What a refund or payout has that a merchant, or somebody for it, sent to the chain without asking us. */
export function sentToChain(fact: ChainFactRow, now: Date) {
  return {
    chain_id: fact.chain_id,
    amount: BigInt(fact.payload.amount),
    metadata: '{}',
    source: 'chain',
    status: 'succeeded',
    relay_id: null,
    signer: null,
    nonce: null,
    signature_request: null,
    signature_expires_at: null,
    fact_identity: fact.identity,
    tx_hash: fact.tx_hash,
    failure_code: null,
    failure_reason: null,
    created_at: now,
    succeeded_at: fact.block_time,
    canceled_at: null,
  } as const
}

/** A refund or withdrawal as the rules of matching want it. */
function toOutFact(fact: ChainFactRow, recipient: Hex | null): OutFact {
  return {
    identity: fact.identity,
    amount: BigInt(fact.payload.amount),
    recipient,
    tx_hash: fact.tx_hash,
    signed: fact.payload.signed ?? null,
  }
}

/** Refunds or payouts as the rules of matching want them: with every transaction that was signed for them. */
async function toClaims(ctx: Ctx, rows: readonly (RefundRow | PayoutRow)[]): Promise<Claim[]> {
  const relays = rows.map((row) => row.relay_id).filter((id) => id !== null)
  const signed = await ctx.store.gasSigners.listHashes(ctx.db, relays)
  return rows.map((row) => ({
    ...row,
    sent: signed.filter(({ relay_id }) => relay_id === row.relay_id).map(({ hash }) => hash),
  }))
}

function isSettled(fact: ChainFactRow): boolean {
  return fact.status === 'confirmed' || fact.status === 'finalized'
}
