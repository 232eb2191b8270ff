import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import type { EventType } from '../../domain/eventTypes.ts'
import { type BalanceFactKind, isBalanceFact } from '../../domain/fact.ts'
import { toBalanceChange } from '../../domain/objects/balanceChange.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import { emitEvent } from '../emitEvent.ts'

const ANNOUNCED: Record<BalanceFactKind, Record<'confirmed' | 'reverted', EventType>> = {
  withdrawn: { confirmed: 'balance.withdrawn', reverted: 'balance.withdrawal_reverted' },
  deposited: { confirmed: 'balance.deposited', reverted: 'balance.deposit_reverted' },
  prepaid_moved: { confirmed: 'balance.prepaid_moved', reverted: 'balance.prepaid_move_reverted' },
  transferred: { confirmed: 'balance.transferred', reverted: 'balance.transfer_reverted' },
}

/**
 * Tells a merchant what an account of its own did with its balance, or that this was undone. A transfer is told on both
 * sides, and once where both are one merchant's. Other accounts are told nothing.
 */
export async function announceBalance(
  ctx: Ctx,
  fact: ChainFactRow,
  outcome: 'confirmed' | 'reverted',
): Promise<void> {
  if (!isBalanceFact(fact.kind)) return
  for (const owner of await ownersOf(ctx, fact)) {
    await emitEvent(ctx, {
      owner,
      type: ANNOUNCED[fact.kind][outcome],
      objectId: fact.identity,
      object: toBalanceChange(ctx.chains, fact.kind, fact),
    })
  }
}

async function ownersOf(ctx: Ctx, fact: ChainFactRow): Promise<Owner[]> {
  const accounts = [fact.account]
  if (fact.kind === 'transferred' && fact.payload.recipient) accounts.push(fact.payload.recipient)
  const owners = new Map<string, Owner>()
  for (const account of accounts) {
    const found = await ctx.store.merchants.findByAddress(ctx.db, fact.chain_id, account)
    if (found) owners.set(found.merchant_id, { merchantId: found.merchant_id, mode: found.mode })
  }
  return [...owners.values()]
}
