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
  const claims: Claim[] = []
  for (const row of rows) {
    const sent =
      row.relay_id === null ? [] : await ctx.store.gasSigners.listTransactionsOfRelay(ctx.db, row.relay_id)
    claims.push({ ...row, sent: sent.map(({ hash }) => hash) })
  }
  return claims
}

export function isSettled(fact: ChainFactRow): boolean {
  return fact.status === 'confirmed' || fact.status === 'finalized'
}
