import { randomBytes, randomUUID } from 'node:crypto'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeAuth, encodeCancelNonce } from '@florin/sdk/escrow/calldata.ts'
import { encodeCreatePlan, encodeSubscribe } from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import { type Plan, planId } from '@florin/sdk/subscriptions/plan.ts'
import { randomSalt } from '@florin/sdk/subscriptions/salt.ts'
import {
  type Subscription,
  subscriptionId,
  subscriptionTypedData,
} from '@florin/sdk/subscriptions/subscription.ts'
import { bytesToBigInt, type HashTypedDataParameters, hashTypedData, type LocalAccount } from 'viem'
import type { PaymentRow } from '../../../../api/src/store/payments.ts'
import type { TestMerchant } from '../../support/merchants.ts'
import { addPayment } from '../../support/payments.ts'
import type { Reply, TestServer } from '../../support/server.ts'
import type { World } from '../../support/world.ts'
import { sendAsStranger, sendTo, testClientOf } from './chain.ts'
import { acceptPayment, payerOf } from './relays.ts'

type Hex = `0x${string}`

/** Signs, delivers and looks up actions of both contracts. */
export interface Actions {
  place: { chainId: number; escrow: Hex; manager: Hex }
  /** What an action carries: a fresh nonce and ten minutes of chain time. */
  fresh(account: LocalAccount): Promise<{ account: Hex; nonce: bigint; deadline: bigint }>
  /** The `auth` of a signed action. */
  auth(account: LocalAccount, fields: Fresh, typedData: HashTypedDataParameters): Promise<Hex>
  /** Posts a call as a merchant's server does. */
  post(to: Hex, data: Hex, by?: { key?: string; checkoutToken?: string }): Promise<Reply>
  /** Cancels a nonce of the escrow by the account's own call. */
  cancelNonce(account: LocalAccount, nonce: bigint): Promise<void>
  /** A payment in escrow or, captured, in the merchant's balance, as the chain and our books know it. */
  pay(captureMethod: 'automatic' | 'manual'): Promise<{ payment: PaymentRow; id: Hex }>
  balanceOf(account: Hex): Promise<{ available: bigint; prepaid: bigint }>
  paymentOf(id: Hex): Promise<{ status: number; capturable: bigint; refundable: bigint }>
  planStateOf(plan: Plan): Promise<{ price: bigint; nextPrice: bigint; version: number; archived: boolean }>
  subscriptionStatusOf(plan: Plan, subscription: Subscription): Promise<number>
  /** A plan of the merchant's, on chain. */
  plan(changes?: Partial<Plan>): Promise<Plan>
  newPlan(changes?: Partial<Plan>): Plan
  newSubscription(changes?: Partial<Subscription>): Promise<Subscription>
  /** A subscription of the payer's, on chain. */
  subscribed(plan: Plan, changes?: Partial<Subscription>): Promise<Subscription>
}

type Fresh = { account: Hex; nonce: bigint; deadline: bigint }

const LIFE = 600n
export const PRICE = 1_000_000n

export function actionsOf(world: World, server: TestServer, merchant: TestMerchant): Actions {
  const { chainId, escrow, manager } = world.chain
  const place = { chainId, escrow, manager }
  const client = testClientOf(world)
  const payer = payerOf(world)
  const now = async () => (await client.getBlock()).timestamp

  const actions: Actions = {
    place,
    fresh: async (account) => ({
      account: account.address,
      nonce: bytesToBigInt(randomBytes(32)),
      deadline: (await now()) + LIFE,
    }),
    auth: async (account, fields, typedData) => {
      const signature = await account.sign?.({ hash: hashTypedData(typedData) })
      if (!signature) throw new Error('the account cannot sign')
      return encodeAuth({ ...fields, signature })
    },
    post: (to, data, by = { key: merchant.key }) =>
      server.call('POST', '/v1/relays', {
        ...by,
        idempotencyKey: randomUUID(),
        body: { chain: `eip155:${chainId}`, call: { to, data } },
      }),
    cancelNonce: (account, nonce) => sendTo(world, escrow, account, encodeCancelNonce(nonce, '0x')),
    pay: async (captureMethod) => {
      const { request, relay } = await acceptPayment(world, merchant, { captureMethod })
      await sendAsStranger(world, relay.calldata)
      await world.db.updateTable('relay').set({ status: 'confirmed' }).where('id', '=', relay.id).execute()
      return { payment: await addPayment(world, request), id: request.onchain_id }
    },
    balanceOf: async (account) => {
      const [available, prepaid] = await client.readContract({
        address: escrow,
        abi: paymentEscrowAbi,
        functionName: 'balance',
        args: [account, world.token.address],
      })
      return { available, prepaid }
    },
    paymentOf: async (id) => {
      const [status, capturable, refundable] = await client.readContract({
        address: escrow,
        abi: paymentEscrowAbi,
        functionName: 'paymentOf',
        args: [id],
      })
      return { status, capturable, refundable }
    },
    planStateOf: (plan) =>
      client.readContract({
        address: manager,
        abi: subscriptionManagerAbi,
        functionName: 'planOf',
        args: [planId(place, plan)],
      }),
    subscriptionStatusOf: async (plan, subscription) => {
      const { status } = await client.readContract({
        address: manager,
        abi: subscriptionManagerAbi,
        functionName: 'subscriptionOf',
        args: [subscriptionId(place, plan, subscription)],
      })
      return status
    },
    newPlan: (changes = {}) => ({
      merchant: merchant.account.address,
      operator: '0x0000000000000000000000000000000000000000',
      token: world.token.address,
      period: 1,
      unit: 'month',
      trial: 0n,
      grace: 0n,
      feeBps: 0,
      feeRecipient: '0x0000000000000000000000000000000000000000',
      notice: 0n,
      salt: randomSalt(),
      ...changes,
    }),
    plan: async (changes) => {
      const plan = actions.newPlan(changes)
      await sendTo(world, manager, merchant.account, encodeCreatePlan(plan, PRICE, '0x'))
      return plan
    },
    newSubscription: async (changes = {}) => ({
      subscriber: payer.address,
      quantity: 1,
      firstAmount: PRICE,
      capPerPeriod: PRICE,
      usageCapPerPeriod: PRICE,
      maxPeriods: 12,
      startBy: (await now()) + LIFE,
      catchUp: 0,
      funding: 'prepaidFirst',
      replaces: `0x${'00'.repeat(32)}`,
      salt: randomSalt(),
      ...changes,
    }),
    subscribed: async (plan, changes) => {
      const subscription = await actions.newSubscription(changes)
      const signature = await payer.signTypedData(subscriptionTypedData({ ...place, plan, subscription }))
      const pull = { consent: 'signature', signature } as const
      await sendTo(world, manager, payer, encodeSubscribe(plan, subscription, pull, noOffer))
      return subscription
    },
  }
  return actions
}

/** Lets a contract spend a wallet's test dollars. */
export async function approve(world: World, account: LocalAccount, spender: Hex): Promise<void> {
  const client = testClientOf(world)
  const hash = await client.writeContract({
    account,
    chain: null,
    address: world.token.address,
    abi: testDollarAbi,
    functionName: 'approve',
    args: [spender, 2n ** 255n],
  })
  await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
}
