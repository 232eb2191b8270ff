import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { managerErrorName } from '@florin/sdk/subscriptions/errors.ts'
import { abiPlan, planId } from '@florin/sdk/subscriptions/plan.ts'
import { planState, priceAt } from '@florin/sdk/subscriptions/state.ts'
import { abiSubscription } from '@florin/sdk/subscriptions/subscription.ts'
import {
  BaseError,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  erc20Abi,
  isAddressEqual,
} from 'viem'
import type { Failures } from './book.ts'
import type { Due } from './due.ts'
import type { Keeper } from './keeper.ts'

const firstWaitSeconds = 3_600n
const longestWaitSeconds = 86_400n

/**
 * Why nothing is sent for what is due: the name of one of the manager's errors, `TokenRefuses` or `FailedLately`. Undefined
 * where it is to be charged.
 */
export async function reasonAgainst(keeper: Keeper, due: Due, now: bigint): Promise<string | undefined> {
  const selector = await keeper.client.readContract({
    address: keeper.manager,
    abi: subscriptionManagerAbi,
    functionName: 'canCharge',
    args: [abiPlan(due.plan), abiSubscription(due.subscription)],
  })
  if (selector !== '0x00000000') return managerErrorName(selector) ?? selector
  if (!(await canPay(keeper, due, now))) return 'TokenRefuses'
  if (due.failures && (await failedLately(keeper, due.failures, now))) return 'FailedLately'
  return undefined
}

/** A token may refuse what balance and allowance cover, because of a blocked wallet say, which only the token tells. */
async function canPay(keeper: Keeper, due: Due, now: bigint): Promise<boolean> {
  const amount = await amountOf(keeper, due, now)
  if (amount === 0n) return true
  if (due.subscription.funding === 'prepaidFirst' && (await prepaidOf(keeper, due)) >= amount) return true
  return tokenMoves(keeper, due, amount)
}

async function amountOf(keeper: Keeper, { plan, subscription }: Due, now: bigint): Promise<bigint> {
  const state = await keeper.client.readContract({
    address: keeper.manager,
    abi: subscriptionManagerAbi,
    functionName: 'planOf',
    args: [planId(keeper, plan)],
  })
  return priceAt(planState(state), now) * BigInt(subscription.quantity)
}

async function prepaidOf(keeper: Keeper, { plan, subscription }: Due): Promise<bigint> {
  const [, prepaid] = await keeper.client.readContract({
    address: keeper.escrow,
    abi: paymentEscrowAbi,
    functionName: 'balance',
    args: [subscription.subscriber, plan.token],
  })
  return prepaid
}

/** Tries the transfer that the manager would make. As for the manager, no answer is good. */
async function tokenMoves(keeper: Keeper, { plan, subscription }: Due, amount: bigint): Promise<boolean> {
  try {
    const { result } = await keeper.client.simulateContract({
      account: keeper.manager,
      address: plan.token,
      abi: erc20Abi,
      functionName: 'transferFrom',
      args: [subscription.subscriber, keeper.escrow, amount],
    })
    return result
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    if (error.walk((cause) => cause instanceof ContractFunctionZeroDataError)) return true
    if (error.walk((cause) => cause instanceof ContractFunctionRevertedError)) return false
    throw error
  }
}

/**
 * Whether a charge of this keeper's own failed a short while ago, though nothing spoke against it then either: each time it
 * waits twice as long, up to a day. What others made fail costs this key nothing, and holds nothing up.
 */
async function failedLately(keeper: Keeper, { count, lastTransaction }: Failures, now: bigint) {
  const { from, blockHash } = await keeper.client.getTransactionReceipt({ hash: lastTransaction })
  if (!isAddressEqual(from, keeper.wallet.account.address)) return false
  const { timestamp } = await keeper.client.getBlock({ blockHash })
  const doubled = firstWaitSeconds << BigInt(Math.min(count - 1, 10))
  return now < timestamp + (doubled < longestWaitSeconds ? doubled : longestWaitSeconds)
}
