import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { newId } from '../../domain/ids.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import { announcePayout, changePayout } from '../changePayout.ts'
import { sentToChain, settleClaims } from './claims.ts'

/**
 * Says anew which payout each withdrawal of an account executed that is not final. One that nobody asked for here is a payout,
 * too: its merchant, or whoever had its balance paid out, sent it to the chain itself. Other accounts' are none of ours.
 */
export async function settlePayouts(ctx: Ctx, fact: ChainFactRow): Promise<void> {
  const owner = await ownerOf(ctx, fact)
  if (!owner) return
  const { account, chain_id: chainId, payload } = fact
  const living = await ctx.store.chainFacts.listLivingWithdrawals(ctx.db, chainId, account)
  const facts = living.filter((one) => one.payload.token === payload.token)
  const identities = [fact.identity, ...facts.map(({ identity }) => identity)]
  const of = { chainId, account, token: payload.token }
  const payouts = await ctx.store.payouts.listOpen(ctx.db, owner, of, identities)
  const claimed = facts.map((one) => ({ fact: one, recipient: one.payload.recipient }))
  await settleClaims(ctx, payouts, claimed, {
    change: (payout, one) => changePayout(ctx, payout, one),
    found: (one) => found(ctx, owner, one),
  })
}

async function ownerOf(ctx: Ctx, fact: ChainFactRow): Promise<Owner | undefined> {
  const found = await ctx.store.merchants.findByAddress(ctx.db, fact.chain_id, fact.account)
  return found && { merchantId: found.merchant_id, mode: found.mode }
}

async function found(ctx: Ctx, owner: Owner, fact: ChainFactRow): Promise<void> {
  const { payload } = fact
  if (payload.recipient === null) throw new Error(`withdrawal ${fact.identity} names no recipient`)
  const now = ctx.clock.now()
  const row = await ctx.store.payouts.insert(ctx.db, {
    id: newId('po', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    account: fact.account,
    token: payload.token,
    recipient: payload.recipient,
    ...sentToChain(fact, now),
  })
  await announcePayout(ctx, row, 'payout.created')
  await announcePayout(ctx, row, 'payout.succeeded')
}
