import type { Context } from 'ponder:registry'
import { balanceEntry, token } from 'ponder:schema'
import type { Hex } from 'viem'

type Leg = ['external' | 'escrow' | 'available' | 'prepaid', account: Hex, amount: bigint]
type Fact = { chainId: number; identity: Hex; blockNumber: bigint }

/** Writes the legs of a fact, but for those of nothing, and what all accounts have of the token after it. */
export async function book(
  { insert, update }: Context['db'],
  fact: Fact,
  of: Hex,
  legs: Leg[],
): Promise<void> {
  const { chainId, identity, blockNumber } = fact
  const moved = legs.filter(([, , amount]) => amount !== 0n)
  const rows = moved.map(([accountKind, account, amount], position) => {
    return { chainId, identity, position, accountKind, account, token: of, amount, blockNumber }
  })
  await insert(balanceEntry).values(rows)
  await update(token, { chainId, token: of }).set(({ escrowed, available, prepaid }) => {
    const after = { escrowed, available, prepaid, blockNumber }
    for (const [kind, , amount] of moved)
      if (kind !== 'external') after[kind === 'escrow' ? 'escrowed' : kind] += amount
    return after
  })
}
