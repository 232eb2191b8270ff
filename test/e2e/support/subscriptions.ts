import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { encodeWithdraw, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import {
  encodeChargeBatch,
  encodeChargeUsage,
  encodeCreatePlan,
  encodeSubscribe,
} from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import type { Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import { subscriptionAuthorizationTypedData } from '@florin/sdk/subscriptions/typedData.ts'
import { type LocalAccount, zeroHash } from 'viem'
import { localAccount } from '../../../scripts/local/accounts.ts'
import type { Wallets } from './wallets.ts'

const A_DAY = 86_400
const PRICE = 10_000_000n

/**
 * The payer subscribes to a plan of the merchant with one signature that also pays ahead, is charged for a second period and for
 * usage, and has 4 of 25 test dollars left. The merchant withdraws one, which it could not without them.
 */
export async function playSubscription(wallets: Wallets, merchant: LocalAccount): Promise<void> {
  const { chainId, client, escrow, token, payer, send } = wallets
  const manager = await client.readContract({
    address: escrow,
    abi: paymentEscrowAbi,
    functionName: 'subscriptionManager',
  })
  const { timestamp: now } = await client.getBlock()
  const plan: Plan = {
    merchant: merchant.address,
    operator: merchant.address,
    token,
    period: A_DAY,
    unit: 'second',
    trial: 0n,
    grace: 0n,
    feeBps: 100,
    feeRecipient: localAccount(chainId, 'feeRecipient').address,
    notice: 0n,
    salt: 1n,
  }
  const subscription: Subscription = {
    subscriber: payer.address,
    quantity: 1,
    firstAmount: PRICE,
    capPerPeriod: PRICE,
    usageCapPerPeriod: PRICE,
    maxPeriods: 2,
    startBy: now + 3_600n,
    catchUp: 0,
    funding: 'prepaidFirst',
    replaces: zeroHash,
    salt: 1n,
  }
  const signed = { ...wallets, manager, plan, subscription, value: 25_000_000n }
  const signature = await payer.signTypedData(subscriptionAuthorizationTypedData(signed))
  const pull = { consent: 'erc3009', value: signed.value, signature } as const
  const relayer = localAccount(chainId, 'deployer')

  await send(merchant, manager, encodeCreatePlan(plan, PRICE, senderAuth))
  await send(relayer, manager, encodeSubscribe(plan, subscription, pull, noOffer))
  await client.increaseTime({ seconds: A_DAY })
  await send(relayer, manager, encodeChargeBatch(plan, [subscription]))
  await send(merchant, manager, encodeChargeUsage(plan, subscription, 1, 1_000_000n, senderAuth))
  await send(merchant, escrow, encodeWithdraw(token, 1_000_000n, merchant.address, senderAuth))
}
