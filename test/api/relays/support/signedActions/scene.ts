import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeDeposit } from '@florin/sdk/escrow/calldata.ts'
import type { Terms } from '@florin/sdk/escrow/terms.ts'
import { type Plan, planId } from '@florin/sdk/subscriptions/plan.ts'
import { type Subscription, subscriptionId } from '@florin/sdk/subscriptions/subscription.ts'
import type { LocalAccount } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import type { RelayKind } from '../../../../../api/src/domain/relay.ts'
import { fromTermsRow } from '../../../../../api/src/domain/terms.ts'
import { recoverSender } from '../../../../../api/src/services/relays/recoverSender.ts'
import { addMerchant } from '../../../support/merchants.ts'
import { serveApi } from '../../../support/server.ts'
import { openWorld, type World } from '../../../support/world.ts'
import { actionsOf, approve } from '../actions.ts'
import { sendAs, testClientOf } from '../chain.ts'
import { payerOf } from '../relays.ts'

type Hex = `0x${string}`

export const AMOUNT = 2_000_000n

/** A wallet that nothing is known of. */
export const newWallet = (): Hex => privateKeyToAddress(generatePrivateKey())

/** A signed call, and what the chain is to show before and after it. */
interface SignedCall {
  to: Hex
  data: Hex
  signer: Hex
  effect: () => Promise<unknown>
  before: unknown
  after: unknown
  /** What the relay says of it. */
  onchainId?: Hex
  amount?: bigint
}

export type SignedCase = [name: string, kind: RelayKind, make: (scene: Scene) => Promise<SignedCall>]

export type Scene = Awaited<ReturnType<typeof openScene>>

/** A world with a merchant and a payer that have money to move: the payer in both of its balances. */
export async function openScene() {
  const world = await openWorld()
  return furnish(world).catch(async (error: unknown) => {
    await world.close()
    throw error
  })
}

async function furnish(world: World) {
  const server = await serveApi(world)
  await recoverSender(world.ctx)
  const merchant = await addMerchant(world)
  const payer = payerOf(world)
  const actions = actionsOf(world, server, merchant)
  await approve(world, payer, world.chain.manager)
  await approve(world, payer, world.chain.escrow)
  await actions.pay('automatic')
  const { address: token } = world.token
  await sendAs(world, payer, encodeDeposit(true, token, 10_000_000n, 'allowance', '0x'))

  async function onPayment(mode: 'automatic' | 'manual') {
    const paid = await actions.pay(mode)
    const terms: Terms = fromTermsRow(paid.payment.terms)
    const fields = await actions.fresh(merchant.account)
    return { terms, id: paid.id, fields, on: { ...actions.place, ...fields, id: paid.id } }
  }

  /** An action of the merchant's about a new plan. */
  async function onPlan() {
    const plan = await actions.plan()
    const fields = await actions.fresh(merchant.account)
    return { plan, fields, on: { ...actions.place, ...fields, planId: planId(actions.place, plan) } }
  }

  /** An action about a new subscription of the payer's. */
  async function onSubscription(by: LocalAccount = merchant.account) {
    const plan = await actions.plan()
    const subscription = await actions.subscribed(plan)
    const fields = await actions.fresh(by)
    const id = subscriptionId(actions.place, plan, subscription)
    return { plan, subscription, id, fields, on: { ...actions.place, ...fields, id } }
  }

  const walletOf = (of: Hex) =>
    testClientOf(world).readContract({
      address: token,
      abi: testDollarAbi,
      functionName: 'balanceOf',
      args: [of],
    })
  const isNonceUsed = (to: Hex, of: Hex, nonce: bigint) =>
    testClientOf(world).readContract({
      address: to,
      abi: paymentEscrowAbi,
      functionName: 'isNonceUsed',
      args: [of, nonce],
    })
  return {
    world,
    merchant,
    payer,
    actions,
    onPayment,
    onPlan,
    onSubscription,
    read: { wallet: walletOf, nonce: isNonceUsed },
    tokenOf: () => token,
    available: async (of: Hex) => (await actions.balanceOf(of)).available,
    prepaid: async (of: Hex) => (await actions.balanceOf(of)).prepaid,
    statusOf: (plan: Plan, subscription: Subscription) => () =>
      actions.subscriptionStatusOf(plan, subscription),
    toManager: () => ({ to: world.chain.manager }),
    toEscrow: () => ({ to: world.chain.escrow }),
    own: () => merchant.account.address,
    close: async () => {
      await server.close()
      await world.close()
    },
  }
}
