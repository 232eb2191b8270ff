import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import * as account from '@florin/sdk/escrow/accountTypedData.ts'
import * as escrow from '@florin/sdk/escrow/calldata.ts'
import * as payment from '@florin/sdk/escrow/typedData.ts'
import * as action from '@florin/sdk/subscriptions/actionTypedData.ts'
import * as calls from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import { type Plan, planId } from '@florin/sdk/subscriptions/plan.ts'
import {
  type Subscription,
  subscriptionId,
  subscriptionTypedData,
} from '@florin/sdk/subscriptions/subscription.ts'
import { subscriptionAuthorizationTypedData } from '@florin/sdk/subscriptions/typedData.ts'
import { expect } from 'chai'
import type { LocalAccount } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import type { RelayKind } from '../../../api/src/domain/relay.ts'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { type Actions, actionsOf, approve, PRICE } from './support/actions.ts'
import { sendAs, sendTo, testClientOf } from './support/chain.ts'
import { payerOf, requestPayment, watchUntil } from './support/relays.ts'

type Hex = `0x${string}`

const AMOUNT = 2_000_000n

/** A wallet that nothing is known of. */
const newWallet = (): Hex => privateKeyToAddress(generatePrivateKey())

/** Actions of which it is tried too that somebody else delivers them first: each way of knowing that it happened. */
const FRONT_RUN: readonly RelayKind[] = [
  'burn',
  'capture',
  'withdraw',
  'cancel_nonce',
  'create_plan',
  'subscribe',
  'replace',
  'burn_subscription',
  'cancel',
]

/** A signed call, and what the chain is to show before and after it. */
interface Case {
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

describe('a signed action', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let payer: LocalAccount
  let actions: Actions
  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    await recoverSender(world.ctx)
    merchant = await addMerchant(world)
    payer = payerOf(world)
    actions = actionsOf(world, server, merchant)
    await approve(world, payer, world.chain.manager)
    await approve(world, payer, world.chain.escrow)
    // Money to move: of the merchant's, and of the payer's in both of its balances.
    await actions.pay('automatic')
    await sendAs(
      world,
      payer,
      escrow.encodeDeposit(true, world.token.address, 10_000_000n, 'allowance', '0x'),
    )
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  const read = {
    wallet: (of: Hex) =>
      testClientOf(world).readContract({
        address: world.token.address,
        abi: testDollarAbi,
        functionName: 'balanceOf',
        args: [of],
      }),
    nonce: (to: Hex, of: Hex, nonce: bigint) =>
      testClientOf(world).readContract({
        address: to,
        abi: paymentEscrowAbi,
        functionName: 'isNonceUsed',
        args: [of, nonce],
      }),
  }

  const tokenOf = () => world.token.address
  const available = async (of: Hex) => (await actions.balanceOf(of)).available
  const prepaid = async (of: Hex) => (await actions.balanceOf(of)).prepaid

  async function onPayment(mode: 'automatic' | 'manual') {
    const paid = await actions.pay(mode)
    const terms = fromTermsRow(paid.payment.terms)
    const fields = await actions.fresh(merchant.account)
    return { terms, id: paid.id, fields, on: { ...actions.place, ...fields, id: paid.id } }
  }

  /** An action of the merchant's about a new plan, or about a payer's subscription to it. */
  async function onPlan(by: LocalAccount = merchant.account) {
    const plan = await actions.plan()
    const fields = await actions.fresh(by)
    return { plan, fields, on: { ...actions.place, ...fields, planId: planId(actions.place, plan) } }
  }

  async function onSubscription(by: LocalAccount = merchant.account) {
    const plan = await actions.plan()
    const subscription = await actions.subscribed(plan)
    const fields = await actions.fresh(by)
    const id = subscriptionId(actions.place, plan, subscription)
    return { plan, subscription, id, fields, on: { ...actions.place, ...fields, id } }
  }

  const statusOf = (plan: Plan, subscription: Subscription) => () =>
    actions.subscriptionStatusOf(plan, subscription)
  const toManager = () => ({ to: world.chain.manager })
  const toEscrow = () => ({ to: world.chain.escrow })
  const own = () => merchant.account.address

  const cases: [name: string, kind: RelayKind, make: () => Promise<Case>][] = [
    [
      'burns a payment request',
      'burn',
      async () => {
        const request = await requestPayment(world, merchant)
        const fields = await actions.fresh(payer)
        const typedData = payment.burnTypedData({ ...actions.place, ...fields, id: request.onchain_id })
        const data = escrow.encodeBurn(
          fromTermsRow(request.terms),
          await actions.auth(payer, fields, typedData),
        )
        const effect = async () => (await actions.paymentOf(request.onchain_id)).status
        return {
          ...toEscrow(),
          data,
          signer: payer.address,
          effect,
          before: 0,
          after: 3,
          onchainId: request.onchain_id,
        }
      },
    ],
    [
      'captures',
      'capture',
      async () => {
        const { terms, id, fields, on } = await onPayment('manual')
        const typedData = payment.captureTypedData({ ...on, amount: AMOUNT, fee: 0n })
        const auth = await actions.auth(merchant.account, fields, typedData)
        const data = escrow.encodeCapture(terms, AMOUNT, 0n, auth)
        const effect = async () => (await actions.paymentOf(id)).capturable
        return {
          ...toEscrow(),
          data,
          signer: own(),
          effect,
          before: 10_000_000n,
          after: 8_000_000n,
          onchainId: id,
          amount: AMOUNT,
        }
      },
    ],
    [
      'voids',
      'void',
      async () => {
        const { terms, id, fields, on } = await onPayment('manual')
        const auth = await actions.auth(merchant.account, fields, payment.voidTypedData(on))
        const effect = async () => (await actions.paymentOf(id)).capturable
        return {
          ...toEscrow(),
          data: escrow.encodeVoid(terms, auth),
          signer: own(),
          effect,
          before: 10_000_000n,
          after: 0n,
          onchainId: id,
        }
      },
    ],
    [
      'refunds',
      'refund',
      async () => {
        const { terms, id, fields, on } = await onPayment('automatic')
        const typedData = payment.refundTypedData({ ...on, amount: AMOUNT, source: 'available' })
        const auth = await actions.auth(merchant.account, fields, typedData)
        const data = escrow.encodeRefund(terms, AMOUNT, 'available', auth)
        const effect = async () => (await actions.paymentOf(id)).refundable
        const before = await effect()
        return {
          ...toEscrow(),
          data,
          signer: own(),
          effect,
          before,
          after: before - AMOUNT,
          onchainId: id,
          amount: AMOUNT,
        }
      },
    ],
    [
      'deposits by EIP-3009',
      'deposit',
      async () => {
        const fields = await actions.fresh(payer)
        const typedData = account.depositAuthorizationTypedData({
          ...actions.place,
          ...fields,
          toPrepaid: false,
          token: tokenOf(),
          amount: AMOUNT,
          tokenDomain: world.token.eip712,
        })
        const auth = await actions.auth(payer, fields, typedData)
        const data = escrow.encodeDeposit(false, tokenOf(), AMOUNT, 'erc3009', auth)
        const effect = () => available(payer.address)
        const before = await effect()
        return {
          ...toEscrow(),
          data,
          signer: payer.address,
          effect,
          before,
          after: before + AMOUNT,
          amount: AMOUNT,
        }
      },
    ],
    [
      'moves prepaid money',
      'move_prepaid',
      async () => {
        const fields = await actions.fresh(payer)
        const move = { token: tokenOf(), amount: AMOUNT, toPrepaid: false }
        const typedData = account.movePrepaidTypedData({ ...actions.place, ...fields, ...move })
        const data = escrow.encodeMovePrepaid(
          tokenOf(),
          AMOUNT,
          false,
          await actions.auth(payer, fields, typedData),
        )
        const effect = () => prepaid(payer.address)
        const before = await effect()
        return {
          ...toEscrow(),
          data,
          signer: payer.address,
          effect,
          before,
          after: before - AMOUNT,
          amount: AMOUNT,
        }
      },
    ],
    [
      'transfers between balances',
      'transfer_balance',
      async () => {
        const wallet = newWallet()
        const fields = await actions.fresh(merchant.account)
        const ref: Hex = `0x${'ab'.repeat(32)}`
        const typedData = account.transferBalanceTypedData({
          ...actions.place,
          ...fields,
          to: wallet,
          token: tokenOf(),
          amount: AMOUNT,
          ref,
        })
        const auth = await actions.auth(merchant.account, fields, typedData)
        const data = escrow.encodeTransferBalance(wallet, tokenOf(), AMOUNT, ref, auth)
        return {
          ...toEscrow(),
          data,
          signer: own(),
          effect: () => available(wallet),
          before: 0n,
          after: AMOUNT,
          amount: AMOUNT,
        }
      },
    ],
    [
      'withdraws',
      'withdraw',
      async () => {
        const wallet = newWallet()
        const fields = await actions.fresh(merchant.account)
        const typedData = account.withdrawTypedData({
          ...actions.place,
          ...fields,
          to: wallet,
          token: tokenOf(),
          amount: AMOUNT,
        })
        const data = escrow.encodeWithdraw(
          tokenOf(),
          AMOUNT,
          wallet,
          await actions.auth(merchant.account, fields, typedData),
        )
        return {
          ...toEscrow(),
          data,
          signer: own(),
          effect: () => read.wallet(wallet),
          before: 0n,
          after: AMOUNT,
          amount: AMOUNT,
        }
      },
    ],
    [
      'registers a payout address',
      'set_payout',
      async () => {
        const wallet = newWallet()
        const fields = await actions.fresh(merchant.account)
        const typedData = account.setPayoutTypedData({ ...actions.place, ...fields, payout: wallet })
        const data = escrow.encodeSetPayout(wallet, await actions.auth(merchant.account, fields, typedData))
        const effect = async () =>
          (
            await testClientOf(world).readContract({
              address: world.chain.escrow,
              abi: paymentEscrowAbi,
              functionName: 'payoutTo',
              args: [own()],
            })
          )[0].toLowerCase()
        return {
          ...toEscrow(),
          data,
          signer: own(),
          effect,
          before: await effect(),
          after: wallet.toLowerCase(),
        }
      },
    ],
    [
      'registers an operator',
      'set_operator',
      async () => {
        const wallet = newWallet()
        const fields = await actions.fresh(merchant.account)
        const typedData = account.setOperatorTypedData({
          ...actions.place,
          ...fields,
          operator: wallet,
          token: tokenOf(),
          dailyCap: AMOUNT,
        })
        const data = escrow.encodeSetOperator(
          wallet,
          tokenOf(),
          AMOUNT,
          await actions.auth(merchant.account, fields, typedData),
        )
        const effect = async () =>
          (
            await testClientOf(world).readContract({
              address: world.chain.escrow,
              abi: paymentEscrowAbi,
              functionName: 'operatorOf',
              args: [own(), wallet, tokenOf()],
            })
          )[0]
        return { ...toEscrow(), data, signer: own(), effect, before: 0n, after: AMOUNT }
      },
    ],
    [
      'cancels a nonce of the escrow',
      'cancel_nonce',
      async () => {
        const { nonce: canceled } = await actions.fresh(payer)
        const fields = await actions.fresh(payer)
        const typedData = account.cancelNonceTypedData({ ...actions.place, ...fields, canceled })
        const data = escrow.encodeCancelNonce(canceled, await actions.auth(payer, fields, typedData))
        const effect = () => read.nonce(world.chain.escrow, payer.address, canceled)
        return { ...toEscrow(), data, signer: payer.address, effect, before: false, after: true }
      },
    ],
    [
      'cancels a nonce of the manager',
      'cancel_nonce',
      async () => {
        const { nonce: canceled } = await actions.fresh(payer)
        const fields = await actions.fresh(payer)
        const typedData = action.cancelManagerNonceTypedData({ ...actions.place, ...fields, canceled })
        const data = escrow.encodeCancelNonce(canceled, await actions.auth(payer, fields, typedData))
        const effect = () => read.nonce(world.chain.manager, payer.address, canceled)
        return { ...toManager(), data, signer: payer.address, effect, before: false, after: true }
      },
    ],
    [
      'creates a plan',
      'create_plan',
      async () => {
        const plan = actions.newPlan()
        const fields = await actions.fresh(merchant.account)
        const id = planId(actions.place, plan)
        const typedData = action.createPlanTypedData({
          ...actions.place,
          ...fields,
          planId: id,
          price: PRICE,
        })
        const data = calls.encodeCreatePlan(
          plan,
          PRICE,
          await actions.auth(merchant.account, fields, typedData),
        )
        const effect = async () => (await actions.planStateOf(plan)).version
        return { ...toManager(), data, signer: own(), effect, before: 0, after: 1, onchainId: id }
      },
    ],
    [
      'sets a price',
      'set_price',
      async () => {
        const { plan, fields, on } = await onPlan()
        const effectiveAt = fields.deadline + 60n
        const typedData = action.setPriceTypedData({ ...on, price: 5n, version: 2, effectiveAt })
        const data = calls.encodeSetPrice(
          plan,
          5n,
          2,
          effectiveAt,
          await actions.auth(merchant.account, fields, typedData),
        )
        const effect = async () => (await actions.planStateOf(plan)).version
        return { ...toManager(), data, signer: own(), effect, before: 1, after: 2, onchainId: on.planId }
      },
    ],
    [
      'archives a plan',
      'archive_plan',
      async () => {
        const { plan, fields, on } = await onPlan()
        const data = calls.encodeArchivePlan(
          plan,
          await actions.auth(merchant.account, fields, action.archivePlanTypedData(on)),
        )
        const effect = async () => (await actions.planStateOf(plan)).archived
        return {
          ...toManager(),
          data,
          signer: own(),
          effect,
          before: false,
          after: true,
          onchainId: on.planId,
        }
      },
    ],
    [
      'subscribes by a signature alone',
      'subscribe',
      async () => {
        const plan = await actions.plan()
        const subscription = await actions.newSubscription()
        const signature = await payer.signTypedData(
          subscriptionTypedData({ ...actions.place, plan, subscription }),
        )
        const data = calls.encodeSubscribe(plan, subscription, { consent: 'signature', signature }, noOffer)
        const onchainId = subscriptionId(actions.place, plan, subscription)
        return {
          ...toManager(),
          data,
          signer: payer.address,
          effect: statusOf(plan, subscription),
          before: 0,
          after: 1,
          onchainId,
          amount: PRICE,
        }
      },
    ],
    [
      'subscribes and funds by EIP-3009',
      'subscribe',
      async () => {
        const plan = await actions.plan()
        const subscription = await actions.newSubscription()
        const value = 3n * PRICE
        const typedData = subscriptionAuthorizationTypedData({
          ...actions.place,
          plan,
          subscription,
          tokenDomain: world.token.eip712,
          value,
        })
        const signature = await payer.signTypedData(typedData)
        const data = calls.encodeSubscribe(
          plan,
          subscription,
          { consent: 'erc3009', value, signature },
          noOffer,
        )
        return {
          ...toManager(),
          data,
          signer: payer.address,
          effect: statusOf(plan, subscription),
          before: 0,
          after: 1,
        }
      },
    ],
    [
      'replaces a subscription',
      'replace',
      async () => {
        const { plan: oldPlan, subscription: old, id } = await onSubscription()
        const plan = await actions.plan()
        const subscription = await actions.newSubscription({ replaces: id })
        const signature = await payer.signTypedData(
          subscriptionTypedData({ ...actions.place, plan, subscription }),
        )
        const data = calls.encodeReplace(
          { plan: oldPlan, subscription: old },
          { plan, subscription },
          { consent: 'signature', signature },
          noOffer,
        )
        const effect = async () => [
          await actions.subscriptionStatusOf(oldPlan, old),
          await actions.subscriptionStatusOf(plan, subscription),
        ]
        return { ...toManager(), data, signer: payer.address, effect, before: [1, 0], after: [4, 1] }
      },
    ],
    [
      'burns a subscription',
      'burn_subscription',
      async () => {
        const plan = await actions.plan()
        const subscription = await actions.newSubscription()
        const fields = await actions.fresh(payer)
        const id = subscriptionId(actions.place, plan, subscription)
        const typedData = action.burnSubscriptionTypedData({ ...actions.place, ...fields, id })
        const data = calls.encodeBurnSubscription(
          plan,
          subscription,
          await actions.auth(payer, fields, typedData),
        )
        return {
          ...toManager(),
          data,
          signer: payer.address,
          effect: statusOf(plan, subscription),
          before: 0,
          after: 5,
          onchainId: id,
        }
      },
    ],
    [
      'charges usage',
      'charge_usage',
      async () => {
        const { plan, subscription, id, fields, on } = await onSubscription()
        const typedData = action.chargeUsageTypedData({ ...on, period: 0, cumulative: 7n })
        const data = calls.encodeChargeUsage(
          plan,
          subscription,
          0,
          7n,
          await actions.auth(merchant.account, fields, typedData),
        )
        const effect = () =>
          testClientOf(world).readContract({
            address: world.chain.manager,
            abi: subscriptionManagerAbi,
            functionName: 'usageOf',
            args: [id, 0],
          })
        return {
          ...toManager(),
          data,
          signer: own(),
          effect,
          before: 0n,
          after: 7n,
          onchainId: id,
          amount: 7n,
        }
      },
    ],
    [
      'pauses',
      'pause',
      async () => {
        const { plan, subscription, fields, on } = await onSubscription()
        const data = calls.encodePause(
          plan,
          subscription,
          await actions.auth(merchant.account, fields, action.pauseTypedData(on)),
        )
        return {
          ...toManager(),
          data,
          signer: own(),
          effect: statusOf(plan, subscription),
          before: 1,
          after: 2,
        }
      },
    ],
    [
      'resumes',
      'resume',
      async () => {
        const { plan, subscription, fields, on } = await onSubscription()
        await sendTo(
          world,
          world.chain.manager,
          merchant.account,
          calls.encodePause(plan, subscription, '0x'),
        )
        const data = calls.encodeResume(
          plan,
          subscription,
          await actions.auth(merchant.account, fields, action.resumeTypedData(on)),
        )
        return {
          ...toManager(),
          data,
          signer: own(),
          effect: statusOf(plan, subscription),
          before: 2,
          after: 1,
        }
      },
    ],
    [
      'cancels a subscription by its subscriber',
      'cancel',
      async () => {
        const { plan, subscription, fields, on } = await onSubscription(payer)
        const typedData = action.cancelTypedData({ ...on, atPeriodEnd: true })
        const data = calls.encodeCancel(
          plan,
          subscription,
          true,
          await actions.auth(payer, fields, typedData),
        )
        return {
          ...toManager(),
          data,
          signer: payer.address,
          effect: statusOf(plan, subscription),
          before: 1,
          after: 3,
        }
      },
    ],
  ]

  for (const [name, kind, make] of cases) {
    it(`${name}, by us`, async () => {
      const { to, data, signer, effect, before, after, onchainId, amount } = await make()
      expect(await effect()).to.deep.equal(before)
      const reply = await actions.post(to, data)
      expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
      expect(reply.body).to.include({
        kind,
        status: 'accepted',
        amount: amount?.toString() ?? reply.body.amount,
      })
      if (onchainId) expect(reply.body.onchain_id).to.equal(onchainId)
      const relay = await watchUntil(world, String(reply.body.id), 'confirmed')
      expect(relay).to.include({ executed_by: 'self', signer: signer.toLowerCase(), calldata: data })
      expect(await effect()).to.deep.equal(after)
    })

    if (!FRONT_RUN.includes(kind)) continue
    it(`${name}, by somebody who was first`, async () => {
      const { to, data, effect, before, after } = await make()
      expect(await effect()).to.deep.equal(before)
      const reply = await actions.post(to, data)
      expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
      await sendTo(world, to, payer, data)
      const relay = await watchUntil(world, String(reply.body.id), 'confirmed')
      expect(relay).to.include({ executed_by: 'other', tx_hash: null })
      expect(await effect()).to.deep.equal(after)
    })
  }
})
