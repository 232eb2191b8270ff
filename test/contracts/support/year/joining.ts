import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import {
  type Funding,
  type Subscription,
  subscriptionId,
  subscriptionTypedData,
} from '@florin/sdk/subscriptions/subscription.ts'
import { subscriptionAuthorizationTypedData } from '@florin/sdk/subscriptions/typedData.ts'
import { maxUint256, type PrivateKeyAccount, zeroHash } from 'viem'
import type { Random } from '../../../support/random.ts'
import type { Life } from '../lives/life.ts'
import { signPermit } from '../lives/signPermit.ts'
import { doSubscribe, type Prepared } from '../lives/verbs/begin.ts'
import { priceOf } from '../model/plans.ts'
import type { Agreement, OfferedPlan } from '../model/world.ts'
import { accounts, tokenDomain } from '../sandbox.ts'
import { managerDomain } from '../subscriptions.ts'

const hour = 3_600n
const usageCapPerPeriod = 5_000_000n

/** Somebody signs, and a relayer subscribes it: with a prepaid balance for some months, with an allowance, or with both. */
export async function join(life: Life, offered: OfferedPlan, account: PrivateKeyAccount, random: Random) {
  const { world, agreements } = life
  const quantity = random.pick([1, 1, 1, 2])
  const perPeriod = priceOf(world, offered.planId) * BigInt(quantity)
  const subscription: Subscription = {
    subscriber: account.address,
    quantity,
    firstAmount: offered.plan.trial > 0n ? 0n : perPeriod,
    capPerPeriod: (perPeriod * random.pick([105n, 150n, 200n, 200n, 200n])) / 100n,
    usageCapPerPeriod,
    maxPeriods: random.pick([6, 1_000, 1_000, 1_000]),
    startBy: world.now + hour,
    catchUp: random.pick([0, 0, 1, 3]),
    funding: random.pick<Funding>(['prepaidFirst', 'allowanceOnly']),
    replaces: zeroHash,
    salt: BigInt(agreements.length),
  }
  const id = subscriptionId(managerDomain(life.box), offered.plan, subscription)
  const agreement = { ...offered, subscription, id }
  agreements.push(agreement)
  const months = random.pick([1n, 2n, 4n, 8n])
  const prepaid = subscription.funding === 'prepaidFirst' && random.integer(3) > 0
  const prepared = prepaid
    ? await byAuthorization(life, agreement, account, perPeriod * months)
    : await byPermit(life, agreement, account, random.pick([perPeriod * 3n, perPeriod * 20n, maxUint256]))
  await doSubscribe(life, agreement, prepared)
}

async function byAuthorization(
  { box }: Life,
  { plan, subscription }: Agreement,
  account: PrivateKeyAccount,
  value: bigint,
): Promise<Prepared> {
  const input = { ...managerDomain(box), escrow: box.escrow, plan, subscription, tokenDomain, value }
  const signature = await account.signTypedData(subscriptionAuthorizationTypedData(input))
  const consent = { kind: 'erc3009', signer: account.address, value } as const
  const beginning = { sender: accounts.relayer.address, consent }
  return { beginning, pull: { consent: 'erc3009', value, signature }, offer: noOffer }
}

async function byPermit(
  life: Life,
  { plan, subscription }: Agreement,
  account: PrivateKeyAccount,
  value: bigint,
): Promise<Prepared> {
  const permit = await signPermit(life, account.address, value, account)
  const typedData = subscriptionTypedData({ ...managerDomain(life.box), plan, subscription })
  const signature = await account.signTypedData(typedData)
  const signer = account.address
  const consent = { kind: 'permit', signer, value, permitSigner: signer } as const
  const beginning = { sender: accounts.relayer.address, consent }
  return { beginning, pull: { consent: 'permit', permit, signature }, offer: noOffer }
}
