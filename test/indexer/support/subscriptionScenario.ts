import { encodeDeposit, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import {
  encodeArchivePlan,
  encodeBurnSubscription,
  encodeCancel,
  encodeChargeBatch,
  encodeChargeUsage,
  encodeCreatePlan,
  encodePause,
  encodeReplace,
  encodeResume,
  encodeSetPrice,
  encodeSubscribe,
} from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import type { SubscriptionPull } from '@florin/sdk/subscriptions/pull.ts'
import { zeroAddress } from 'viem'
import { A_DAY, type Agreed, type SubscriptionChain } from './subscriptionChain.ts'

const PRICE = 10_000_000n
const byCall: SubscriptionPull = { consent: 'caller' }

type Begun = Awaited<ReturnType<typeof playBeginnings>>

/** Every verb of the manager that the indexer makes rows of, with every consent and every source of money. */
export async function playSubscriptions(chain: SubscriptionChain) {
  const plans = await playPlans(chain)
  const begun = await playBeginnings(chain, plans)
  await playRenewals(chain, begun)
  const ended = await playEnds(chain, begun)
  const { daily, monthly, free, inCoin, onTrial } = plans
  await chain.send('merchant', chain.manager, encodeArchivePlan(free, senderAuth))
  return { plans: [daily, monthly, free, inCoin, onTrial], subscriptions: { ...begun, ...ended } }
}

async function playPlans({ manager, send, planOf }: SubscriptionChain) {
  const daily = planOf()
  const monthly = planOf({ unit: 'month', period: 1, feeBps: 0, feeRecipient: zeroAddress })
  const free = planOf()
  const inCoin = planOf({ token: zeroAddress })
  const onTrial = planOf({ trial: BigInt(A_DAY), feeBps: 10_000 })
  const create = (plan: Plan, price: bigint) =>
    send('merchant', manager, encodeCreatePlan(plan, price, senderAuth))
  for (const plan of [daily, monthly, inCoin, onTrial]) await create(plan, PRICE)
  await create(free, 0n)
  return { daily, monthly, free, inCoin, onTrial }
}

async function playBeginnings(chain: SubscriptionChain, plans: Awaited<ReturnType<typeof playPlans>>) {
  const { manager, send, address, agree, bySignature, byErc3009, byPermit, offerOf } = chain
  const relay = (agreed: Agreed, pull: SubscriptionPull, offer = noOffer) =>
    send('gasSigner', manager, encodeSubscribe(agreed.plan, agreed.subscription, pull, offer))

  const funded = await agree(plans.daily)
  await relay(funded, await byErc3009(funded, 25_000_000n))
  const permitted = await agree(plans.daily, { funding: 'allowanceOnly', maxPeriods: 2 })
  await relay(permitted, await byPermit(permitted))
  const called = await agree(plans.monthly, { funding: 'allowanceOnly' })
  await send('payer', manager, encodeSubscribe(called.plan, called.subscription, byCall, noOffer))
  const free = await agree(plans.free, { firstAmount: 0n, funding: 'allowanceOnly' })
  await relay(free, await bySignature('payer', free))
  const onTrial = await agree(plans.onTrial, { firstAmount: 0n, funding: 'allowanceOnly' })
  await relay(onTrial, await bySignature('payer', onTrial))

  // Whoever gets the fees subscribes too, and somebody who has no money, at a price that the merchant offers.
  const own = await agree(plans.daily, { subscriber: address('feeRecipient') })
  await chain.mint('feeRecipient', 40_000_000n)
  await chain.approve('feeRecipient')
  await send('feeRecipient', chain.escrow, prepay(chain.token, 40_000_000n))
  await relay(own, await bySignature('feeRecipient', own))
  const poor = await agree(plans.daily, { subscriber: address('operator'), firstAmount: 0n })
  await relay(poor, await bySignature('operator', poor), await offerOf(poor))

  const inCoin = await agree(plans.inCoin)
  await send('payer', chain.escrow, prepay(zeroAddress, 2n * PRICE, 'native'), 2n * PRICE)
  await relay(inCoin, await bySignature('payer', inCoin))
  return { funded, permitted, called, free, onTrial, own, poor, inCoin }
}

const prepay = (token: `0x${string}`, amount: bigint, source: 'allowance' | 'native' = 'allowance') =>
  encodeDeposit(true, token, amount, source, senderAuth)

async function playRenewals(chain: SubscriptionChain, begun: Begun) {
  const { manager, send, rpc } = chain
  const { funded, permitted, own, poor, free, inCoin, onTrial } = begun
  const renew = (first: Agreed, ...others: Agreed[]) => {
    const all = [first, ...others].map(({ subscription }) => subscription)
    return send('gasSigner', manager, encodeChargeBatch(first.plan, all))
  }
  const use = ({ plan, subscription }: Agreed, period: number, cumulative: bigint) =>
    send('operator', manager, encodeChargeUsage(plan, subscription, period, cumulative, senderAuth))
  const pass = (days: number) => rpc('evm_increaseTime', [days * A_DAY])

  await use(funded, 0, 1_000_000n)
  await pass(1)
  // From two prepaid balances, an allowance that ends with it, and nothing at all.
  await renew(funded, own, permitted, poor, funded)
  for (const other of [free, inCoin, onTrial]) await renew(other)
  await use(funded, 1, 2_000_000n)
  await use(funded, 0, 3_000_000n)
  await use(free, 1, 7n)

  const { timestamp: now } = await chain.client.getBlock()
  const { plan } = funded
  for (const [version, price] of [
    [2, 20_000_000n],
    [3, 11_000_000n],
  ] as const) {
    const effectiveAt = now + BigInt(A_DAY) + 60n
    await send('merchant', manager, encodeSetPrice(plan, price, version, effectiveAt, senderAuth))
  }
  await pass(2)
  // Its prepaid balance no longer suffices, and one period was missed.
  await renew(funded, own, poor)
}

async function playEnds(chain: SubscriptionChain, begun: Begun) {
  const { manager, send, agree, idOf, rpc, bySignature } = chain
  const { funded, called, own, free, poor } = begun
  const of = ({ plan, subscription }: Agreed) => [plan, subscription] as const
  await send('merchant', manager, encodePause(...of(free), senderAuth))
  await send('merchant', manager, encodePause(...of(own), senderAuth))
  await rpc('evm_increaseTime', [2 * A_DAY])
  await send('gasSigner', manager, encodeChargeBatch(own.plan, [own.subscription]))
  await send('merchant', manager, encodeResume(...of(own), senderAuth))
  await send('payer', manager, encodeCancel(...of(called), true, senderAuth))
  await send('merchant', manager, encodeCancel(...of(poor), true, senderAuth))
  await send('merchant', manager, encodeCancel(...of(poor), false, senderAuth))

  const upgraded = await agree(called.plan, { replaces: idOf(funded), quantity: 2, firstAmount: 3_000_000n })
  const pull = await bySignature('payer', upgraded)
  const offer = await chain.offerOf(upgraded)
  await send('gasSigner', manager, encodeReplace(funded, upgraded, pull, offer))
  const burned = await agree(called.plan)
  await send('payer', manager, encodeBurnSubscription(...of(burned), senderAuth))
  return { upgraded, burned }
}
