import { zeroHash } from 'viem'
import { chargeModel } from './chargeModel.ts'
import { mined, minedByManager } from './events.ts'
import type { EscrowModel } from './model.ts'
import {
  type Call,
  isLive,
  type ModelPlan,
  type ModelSubscription,
  planModel,
  priceNow,
} from './planModel.ts'
import { digestOf, PREPAID_FIRST, type SubscribedArgs } from './subscriptions.ts'

const ERC3009 = 2

type Wanted = Pick<
  SubscribedArgs,
  'subscriber' | 'quantity' | 'capPerPeriod' | 'usageCapPerPeriod' | 'maxPeriods' | 'catchUp' | 'funding'
> & {
  /** A first amount that merchant or operator agreed to; else it is the plan's. */
  offered: bigint | undefined
  /** What an EIP-3009 authorization brings into the prepaid balance first. */
  funds: bigint
  canPull: boolean
}

/** What SubscriptionManager does beside the escrow, without chain, tokens or signatures; periods are of seconds. */
export function managerModel(escrow: EscrowModel) {
  const { balanceOf, change, emit, place } = escrow.hooks
  const { end, call, ...lives } = planModel(escrow)
  const { subscriptions } = lives
  const charges = chargeModel(escrow)

  function firstAmountOf(of: ModelPlan, { offered, quantity }: Wanted, now: bigint): bigint {
    if (offered !== undefined) return offered
    return of.plan.trial === 0 ? priceNow(of, now) * BigInt(quantity) : 0n
  }

  /** Whether the contract would not revert. */
  function canBegin(of: ModelPlan, wanted: Wanted, now: bigint): boolean {
    const amount = firstAmountOf(of, wanted, now)
    if (of.archived || wanted.subscriber === of.plan.merchant || amount > wanted.capPerPeriod) return false
    if (amount === 0n || wanted.canPull) return true
    const { prepaid } = balanceOf(wanted.subscriber, of.plan.token)
    return wanted.funding === PREPAID_FIRST && prepaid + wanted.funds >= amount
  }

  function begin(of: ModelPlan, wanted: Wanted, replaces: ModelSubscription | undefined, during: Call) {
    const { offered: _, funds, canPull, ...rest } = wanted
    const { trial, token } = of.plan
    const firstAmount = firstAmountOf(of, wanted, during.now)
    const onTrial = trial !== 0 && firstAmount === 0n
    const told = {
      ...rest,
      planId: of.id,
      firstAmount,
      anchor: Number(during.now) + (onTrial ? trial : 0),
      startBy: 1_900_000_000,
      replaces: replaces?.id ?? zeroHash,
      salt: BigInt(subscriptions.length),
    }
    const agreed = { id: digestOf(told), ...told }
    const untouched = { status: 'active', next: 0, pauses: 0, chargedAt: undefined } as const
    const { id, subscriber: account } = agreed
    const begun = { id, of, agreed, ...untouched, charged: new Map(), usage: new Map() }
    subscriptions.push(begun)
    emit(minedByManager('Subscribed', agreed, during.at()))
    if (funds > 0n) {
      const seq = change(account, token, { prepaid: funds }, id)
      const deposit = { account, token, amount: funds, toPrepaid: true, source: ERC3009, seq }
      emit(mined('Deposited', deposit, place()))
    }
    if (!onTrial) charges.chargeFirst(begun, canPull, during)
  }

  function subscribe(of: ModelPlan, wanted: Wanted) {
    const during = call()
    if (canBegin(of, wanted, during.now)) begin(of, wanted, undefined, during)
  }

  function replace(old: ModelSubscription, of: ModelPlan, asked: Wanted) {
    const during = call()
    const wanted = { ...asked, subscriber: old.agreed.subscriber }
    if (!isLive(old) || !canBegin(of, wanted, during.now)) return
    end(old, during, wanted.subscriber)
    old.status = 'replaced'
    begin(of, wanted, old, during)
  }

  /** A bit of `mask` set forbids the allowance of a subscription at that place. */
  function chargeBatch(of: ModelPlan, batch: readonly ModelSubscription[], mask: number) {
    charges.chargeBatch(of, batch, mask, call())
  }

  function chargeUsage(subscription: ModelSubscription, period: number, amount: bigint, canPull: boolean) {
    charges.chargeUsage({ subscription, period, amount, canPull }, call())
  }

  return { ...lives, subscribe, replace, chargeBatch, chargeUsage }
}
