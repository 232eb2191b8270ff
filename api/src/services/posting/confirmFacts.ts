import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { toMoney } from '../../domain/objects/money.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import { emitEvent } from '../emitEvent.ts'
import { applyToPayment } from './applyToPayment.ts'
import { isCanonical, readCanonicalHashes } from './canonical.ts'
import { lockChain } from './lockChain.ts'
import { postLegs } from './postLegs.ts'

const FACTS_PER_TRANSACTION = 100

/**
 * Step 2, confirmed: facts that have their confirmations change everything they touch in one transaction, a savepoint
 * each. What the chain says is asked before; the row is checked again inside. Returns how many were confirmed.
 */
export async function confirmFacts(ctx: Ctx, chain: ChainInfo, head: bigint): Promise<number> {
  const chainId = BigInt(chain.chainId)
  const due = await ctx.store.chainFacts.listConfirmable(ctx.db, chainId, head, FACTS_PER_TRANSACTION)
  if (due.length === 0) return 0
  const hashes = await readCanonicalHashes(ctx, chain, due)
  const standing = due.filter((fact) => isCanonical(fact, hashes))
  const confirmed = await ctx.db.transaction().execute(async (tx) => {
    const inner = { ...ctx, db: tx }
    await lockChain(inner, chain)
    const count = await confirmEach(inner, standing)
    ctx.crashPoint('before-confirm-commit')
    return count
  })
  ctx.crashPoint('after-confirm')
  return confirmed
}

async function confirmEach(ctx: Ctx, facts: ChainFactRow[]): Promise<number> {
  const stuck = new Set<string>()
  let count = 0
  for (const fact of facts) {
    if (fact.payment_onchain_id && stuck.has(fact.payment_onchain_id)) continue
    try {
      if (await ctx.store.locks.inSavepoint(ctx.db, () => confirmOne(ctx, fact))) count += 1
    } catch (error) {
      // The others go on; this one is tried again at the next round, before any later fact of its payment.
      if (fact.payment_onchain_id) stuck.add(fact.payment_onchain_id)
      ctx.log.error({ alarm: 'posting', err: error, identity: fact.identity }, 'a fact could not be posted')
    }
  }
  return count
}

/** False where another worker was first, or the fact moved meanwhile. */
async function confirmOne(ctx: Ctx, fact: ChainFactRow): Promise<boolean> {
  const now = ctx.clock.now()
  const change = { status: 'confirmed', confirmed_at: now } as const
  if (!(await ctx.store.chainFacts.advance(ctx.db, fact, change))) return false
  await postLegs(ctx, fact, 'post')
  await applyToPayment(ctx, fact, 'confirmed')
  if (fact.kind === 'withdrawn') await announceWithdrawal(ctx, fact)
  await ctx.store.ledger.checkNow(ctx.db)
  return true
}

async function announceWithdrawal(ctx: Ctx, fact: ChainFactRow): Promise<void> {
  const owner = await ctx.store.merchants.findByAddress(ctx.db, fact.chain_id, fact.account)
  if (!owner) return
  const { token, amount, recipient } = fact.payload
  await emitEvent(ctx, {
    owner: { merchantId: owner.merchant_id, mode: owner.mode },
    type: 'balance.withdrawn',
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
