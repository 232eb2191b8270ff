import type { Ctx } from '../../context.ts'
import type { Claim, OutFact } from '../../domain/moneyOut.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import type { PayoutRow } from '../../store/payouts.ts'
import type { RefundRow } from '../../store/refunds.ts'

type Hex = `0x${string}`

/** A refund or withdrawal as the rules of matching want it. */
export function toOutFact(fact: ChainFactRow, recipient: Hex | null): OutFact {
  return {
    identity: fact.identity,
    amount: BigInt(fact.payload.amount),
    recipient,
    tx_hash: fact.tx_hash,
    signed: fact.payload.signed ?? null,
  }
}

/** Refunds or payouts as the rules of matching want them: with every transaction that was signed for them. */
export async function toClaims(ctx: Ctx, rows: readonly (RefundRow | PayoutRow)[]): Promise<Claim[]> {
  const relays = rows.map((row) => row.relay_id).filter((id) => id !== null)
  const signed = await ctx.store.gasSigners.listHashes(ctx.db, relays)
  return rows.map((row) => ({
    ...row,
    sent: signed.filter(({ relay_id }) => relay_id === row.relay_id).map(({ hash }) => hash),
  }))
}

export function isSettled(fact: ChainFactRow): boolean {
  return fact.status === 'confirmed' || fact.status === 'finalized'
}
