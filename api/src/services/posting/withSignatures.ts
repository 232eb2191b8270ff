import type { Ctx } from '../../context.ts'
import { signatureOf } from '../../domain/signedFacts.ts'
import type { IndexedFact } from '../../store/indexedFacts.ts'

/**
 * Adds to refunds and withdrawals which signature of ours they used, as the views of the same snapshot show it. Whatever is
 * signed stands in our tables before it can be on chain.
 */
export async function withSignatures<T extends IndexedFact>(
  ctx: Ctx,
  chainId: bigint,
  facts: readonly T[],
): Promise<T[]> {
  if (facts.length === 0) return []
  const { indexed, payouts, refunds } = ctx.store
  const refunded = facts.filter(({ kind }) => kind === 'refunded').map((fact) => fact.payment_id)
  const withdrawn = facts.filter(({ kind }) => kind === 'withdrawn').map((fact) => fact.account)
  // The contract takes no signature after its deadline, so that those of long ago are none of these facts'.
  const since = new Date(Math.min(...facts.map(({ block_time }) => block_time.getTime())))
  const ours = [
    ...(await refunds.listSigned(
      ctx.db,
      chainId,
      refunded.filter((id) => id !== null),
      since,
    )),
    ...(await payouts.listSigned(ctx.db, chainId, withdrawn, since)),
  ]
  const contracts = [...new Set(facts.map((fact) => fact.contract))]
  const spent = await indexed.listSpentNonces(ctx.db, ctx.config.onchainSchema, { chainId, contracts }, ours)
  return facts.map((fact) => {
    if (fact.kind !== 'refunded' && fact.kind !== 'withdrawn') return fact
    const signed = signatureOf(fact, spent)
    return signed === undefined ? fact : { ...fact, payload: { ...fact.payload, signed } }
  })
}
