import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { fromSeconds } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { type X402Details, type X402Payment, x402Id } from '../../domain/x402.ts'
import type { Intent, RelayRow, X402Money } from '../../store/relays.ts'
import { acceptRelay, type PricedIntent, type SignedIntent } from '../relays/acceptRelay.ts'
import { refuseRevert } from '../relays/refuseRevert.ts'
import { relayChainOf } from '../relays/senderOf.ts'
import { gasCeiling, gasLimit } from '../sponsor/gasCeiling.ts'

interface Accepted {
  relay: RelayRow
  isFirst: boolean
}

/** The relay that carries this payment, for this merchant, if one does or did. */
export async function findX402Relay(
  ctx: Ctx,
  owner: Owner,
  payment: X402Payment,
): Promise<RelayRow | undefined> {
  const relay = await ctx.store.relays.findX402(ctx.db, moneyOf(payment))
  return relay?.merchant_id === owner.merchantId && relay.mode === owner.mode ? relay : undefined
}

/**
 * Keeps a payment that was verified, after the contract's own word on it.
 * @returns Its relay, and whether it is this call that made it.
 */
export async function acceptX402(ctx: Ctx, owner: Owner, payment: X402Payment): Promise<Accepted> {
  const priced = await price(ctx, intentOf(payment))
  // Refused because it was posted twice at the same time, and the other one is mined already.
  const meanwhile = await findX402Relay(ctx, owner, payment)
  if (meanwhile) return { relay: meanwhile, isFirst: false }
  if ('refusal' in priced) throw priced.refusal
  try {
    const relay = await ctx.store.locks.inTransaction(ctx.db, (tx) =>
      keep({ ...ctx, db: tx }, owner, priced, moneyOf(payment)),
    )
    ctx.crashPoint('after-x402-accept')
    return { relay, isFirst: true }
  } catch (refusal) {
    const other = await findX402Relay(ctx, owner, payment)
    if (other && refusal instanceof DomainError && refusal.code === 'relay_in_flight')
      return { relay: other, isFirst: false }
    throw refusal
  }
}

async function keep(ctx: Ctx, owner: Owner, priced: PricedIntent, money: X402Money): Promise<RelayRow> {
  const relay = await acceptRelay(ctx, owner, priced)
  // One that ended since we looked: two that live at once are refused by the row itself.
  const other = await ctx.store.relays.findX402(ctx.db, money, relay.id)
  if (other) throw new DomainError('relay_in_flight', 'This payment was sent already.')
  ctx.crashPoint('before-x402-commit')
  return relay
}

/**
 * What somebody else executed already is kept too: nothing is spent on it, and the merchant is told of its money like of any
 * other.
 */
async function price(ctx: Ctx, intent: SignedIntent): Promise<PricedIntent | { refusal: DomainError }> {
  const on = relayChainOf(ctx, intent.chain_id)
  try {
    return await refuseRevert(ctx, on, intent)
  } catch (refusal) {
    if (!(refusal instanceof DomainError) || refusal.code !== 'would_revert') throw refusal
    const posting = await ctx.store.postingChains.find(ctx.db, intent.chain_id)
    const since = { ...intent, since_block: posting?.finalized_block ?? on.chain.escrowBlock }
    if (!(await ctx.chain.x402.findSettlement(on.client, since))) return { refusal }
    const gas_limit = await gasLimit(ctx, on, intent, null)
    const gas_ceiling = await gasCeiling(ctx, on, intent, gas_limit)
    return { ...intent, gas_limit, gas_ceiling, gas_estimate: null, simulated_block: null }
  }
}

function moneyOf(payment: X402Payment): X402Money {
  const { token, payTo: pay_to, amount } = payment
  return { ...keyOf(payment), token, pay_to, amount }
}

/** What makes it one payment, however often it is posted. */
function keyOf({ chainId, call, payer, nonce }: X402Payment): Intent {
  return { chain_id: BigInt(chainId), contract: call.contract, signer: payer, nonce }
}

function intentOf(payment: X402Payment): SignedIntent {
  const { scheme, method, token, payTo, resource, deadline } = payment
  const details: X402Details = { scheme, method, token, pay_to: payTo, resource }
  return {
    kind: scheme === 'upto' ? 'x402_upto' : 'x402_exact',
    ...keyOf(payment),
    calldata: payment.call.calldata,
    onchain_id: x402Id(payment.chainId, payment),
    digest: null,
    payment_request_id: null,
    payment_id: null,
    amount: payment.amount,
    deadline: fromSeconds(deadline),
    x402: JSON.stringify(details),
    required_signer: payment.sender,
  }
}
