import type { Ctx } from '../../context.ts'
import { toMoney } from '../../domain/objects/money.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import { emitEvent } from '../emitEvent.ts'

/** Tells a merchant that money left its balance, or that this was undone. Other accounts are told nothing. */
export async function announceWithdrawal(
  ctx: Ctx,
  fact: ChainFactRow,
  type: 'balance.withdrawn' | 'balance.withdrawal_reverted',
): Promise<void> {
  const owner = await ctx.store.merchants.findByAddress(ctx.db, fact.chain_id, fact.account)
  if (!owner) return
  const { token, amount, recipient } = fact.payload
  await emitEvent(ctx, {
    owner: { merchantId: owner.merchant_id, mode: owner.mode },
    type,
    objectId: fact.identity,
    object: {
      object: 'withdrawal',
      account: fact.account,
      recipient,
      amount: toMoney(ctx.chains, { chain_id: fact.chain_id, token }, BigInt(amount)),
      tx_hash: fact.tx_hash,
      block_number: fact.block_number.toString(),
    },
  })
}
