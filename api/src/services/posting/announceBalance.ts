import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import type { EventType } from '../../domain/eventTypes.ts'
import { type BalanceFactKind, isBalanceFact } from '../../domain/fact.ts'
import { toMoney } from '../../domain/objects/money.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import { emitEvent } from '../emitEvent.ts'

const ANNOUNCED: Record<BalanceFactKind, Record<'confirmed' | 'reverted', EventType> & { object: string }> = {
  withdrawn: {
    object: 'withdrawal',
    confirmed: 'balance.withdrawn',
    reverted: 'balance.withdrawal_reverted',
  },
  deposited: { object: 'deposit', confirmed: 'balance.deposited', reverted: 'balance.deposit_reverted' },
  prepaid_moved: {
    object: 'prepaid_move',
    confirmed: 'balance.prepaid_moved',
    reverted: 'balance.prepaid_move_reverted',
  },
  transferred: {
    object: 'balance_transfer',
    confirmed: 'balance.transferred',
    reverted: 'balance.transfer_reverted',
  },
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
  const announced = ANNOUNCED[fact.kind]
  for (const owner of await ownersOf(ctx, fact)) {
    await emitEvent(ctx, {
      owner,
      type: announced[outcome],
      objectId: fact.identity,
      object: {
        object: announced.object,
        account: fact.account,
        ...saidBy(fact.kind, fact),
        amount: toMoney(
          ctx.chains,
          { chain_id: fact.chain_id, token: fact.payload.token },
          BigInt(fact.payload.amount),
        ),
        tx_hash: fact.tx_hash,
        block_number: fact.block_number.toString(),
      },
    })
  }
}

/** What only facts of this kind say. */
function saidBy(kind: BalanceFactKind, { payload }: ChainFactRow): Record<string, unknown> {
  switch (kind) {
    case 'withdrawn':
      return { recipient: payload.recipient }
    case 'deposited':
    case 'prepaid_moved':
      return { to: payload.to_prepaid ? 'prepaid' : 'available' }
    case 'transferred':
      return { recipient: payload.recipient, ref: payload.ref }
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
