import type { Address } from 'viem'
import type { Ctx } from '../context.ts'
import { parseAddress } from '../domain/address.ts'
import { parseAmountUnits } from '../domain/amount.ts'
import type { Mode, Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { chainNamed, tokenNamed } from './chainOf.ts'
import { chainIdsOf } from './getMerchant.ts'

/** A confirmation tier as a caller names it. */
export interface NewTier {
  chain: string
  token: string | null
  min_amount: string
  confirmations: number
}

/** Replaces a merchant's confirmation tiers on all chains of its mode. Facts that were seen before keep what they have. */
export async function replaceTiers(ctx: Ctx, owner: Owner, tiers: readonly NewTier[]): Promise<void> {
  const rows = tiers.map((tier, index) =>
    within(`confirmation_tiers.${index}`, () => read(ctx, owner.mode, tier)),
  )
  refuseDoubles(rows)
  // Two callers at once would otherwise both remove and both add.
  await ctx.store.merchants.lock(ctx.db, owner.merchantId)
  await ctx.store.confirmationTiers.removeAll(ctx.db, owner.merchantId, chainIdsOf(ctx, owner.mode))
  await ctx.store.confirmationTiers.insert(
    ctx.db,
    rows.map((row) => ({ merchant_id: owner.merchantId, ...row })),
  )
}

interface Tier {
  chain_id: bigint
  token: Address | null
  min_amount: bigint
  confirmations: number
}

function read(ctx: Ctx, mode: Mode, { chain: name, token: text, min_amount, confirmations }: NewTier): Tier {
  const chain = chainNamed(ctx, name, mode)
  const chain_id = BigInt(chain.chainId)
  if (text === null) {
    if (min_amount === '0') return { chain_id, token: null, min_amount: 0n, confirmations }
    throw new DomainError(
      'invalid_request',
      'min_amount needs a token, since base units of different tokens do not compare; "0" is for all tokens.',
      { param: 'min_amount' },
    )
  }
  const token = tokenNamed(chain, parseAddress(text, 'token'))
  const units = min_amount === '0' ? 0n : parseAmountUnits(min_amount, token.decimals, 'min_amount')
  return { chain_id, token: token.address, min_amount: units, confirmations }
}

/** Names the place of a fault within a list. */
function within<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { param } = error.details
    throw new DomainError(error.code, error.message, {
      ...error.details,
      param: param === undefined ? path : `${path}.${param}`,
    })
  }
}

function refuseDoubles(rows: readonly Tier[]): void {
  const seen = new Set<string>()
  for (const [index, { chain_id, token, min_amount }] of rows.entries()) {
    const name = `${chain_id} ${token} ${min_amount}`
    if (seen.has(name)) {
      throw new DomainError('invalid_request', 'Two tiers have the same chain, token and min_amount.', {
        param: `confirmation_tiers.${index}`,
      })
    }
    seen.add(name)
  }
}
