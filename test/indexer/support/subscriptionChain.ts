import { subscriptionManagerAbi as abi } from '@florin/sdk/abi/subscriptionManager.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeOffer } from '@florin/sdk/subscriptions/offer.ts'
import { type Plan, planId } from '@florin/sdk/subscriptions/plan.ts'
import type { SubscriptionPull } from '@florin/sdk/subscriptions/pull.ts'
import { planState, subscriptionState } from '@florin/sdk/subscriptions/state.ts'
import {
  type Subscription,
  subscriptionId,
  subscriptionTypedData,
} from '@florin/sdk/subscriptions/subscription.ts'
import {
  managerPermitTypedData,
  offerTypedData,
  subscriptionAuthorizationTypedData,
} from '@florin/sdk/subscriptions/typedData.ts'
import { encodeFunctionData, type Hex, zeroHash } from 'viem'
import type { LocalRole } from '../../../scripts/local/accounts.ts'
import type { EscrowChain } from './escrowChain.ts'

export const A_DAY = 86_400
const UNLIMITED = 2n ** 96n - 1n

/** What was agreed on, and with whom. */
export type Agreed = { plan: Plan; subscription: Subscription }

/** Plans and subscriptions on a chain, and what their parties sign. */
export function openSubscriptions(chain: EscrowChain) {
  const { client, manager, token, address, account } = chain
  const contract = { address: manager, abi } as const
  let salt = 0n

  function planOf(wanted: Partial<Plan> = {}): Plan {
    salt += 1n
    return {
      merchant: address('merchant'),
      operator: address('operator'),
      token,
      period: A_DAY,
      unit: 'second',
      trial: 0n,
      grace: BigInt(A_DAY),
      feeBps: 100,
      feeRecipient: address('feeRecipient'),
      notice: BigInt(A_DAY),
      salt,
      ...wanted,
    }
  }

  async function agree(plan: Plan, wanted: Partial<Subscription> = {}): Promise<Agreed> {
    const { timestamp: now } = await client.getBlock()
    salt += 1n
    const subscription: Subscription = {
      subscriber: address('payer'),
      quantity: 1,
      firstAmount: 10_000_000n,
      capPerPeriod: 12_000_000n,
      usageCapPerPeriod: 5_000_000n,
      maxPeriods: 100,
      startBy: now + BigInt(A_DAY),
      catchUp: 0,
      funding: 'prepaidFirst',
      replaces: zeroHash,
      salt,
      ...wanted,
    }
    return { plan, subscription }
  }

  const sign = (role: LocalRole, agreed: Agreed) =>
    account(role).signTypedData(subscriptionTypedData({ ...chain, ...agreed }))

  async function bySignature(role: LocalRole, agreed: Agreed): Promise<SubscriptionPull> {
    return { consent: 'signature', signature: await sign(role, agreed) }
  }

  async function byErc3009(agreed: Agreed, value: bigint): Promise<SubscriptionPull> {
    const typedData = subscriptionAuthorizationTypedData({ ...chain, ...agreed, value })
    return { consent: 'erc3009', value, signature: await account('payer').signTypedData(typedData) }
  }

  async function byPermit(agreed: Agreed): Promise<SubscriptionPull> {
    const payer = account('payer')
    const permit = {
      value: UNLIMITED,
      deadline: agreed.subscription.startBy,
      nonce: await chain.permitNonce(payer.address),
    }
    const signature = await payer.signTypedData(
      managerPermitTypedData({ ...chain, ...permit, owner: payer.address }),
    )
    const agreement = await sign('payer', agreed)
    return { consent: 'permit', permit: { ...permit, signature }, signature: agreement }
  }

  /** The merchant agrees to the first amount. */
  async function offerOf(agreed: Agreed): Promise<Hex> {
    const typedData = offerTypedData({ ...chain, id: idOf(agreed) })
    const signature = await account('merchant').signTypedData(typedData)
    return encodeOffer({ account: address('merchant'), signature })
  }

  async function mint(role: LocalRole, amount: bigint) {
    const args = [address(role), amount] as const
    await chain.send(
      'deployer',
      token,
      encodeFunctionData({ abi: testDollarAbi, functionName: 'mint', args }),
    )
  }

  const idOf = ({ plan, subscription }: Agreed) => subscriptionId(chain, plan, subscription)
  const planIdOf = (plan: Plan) => planId(chain, plan)
  const planStateOf = async (plan: Plan) =>
    planState(await client.readContract({ ...contract, functionName: 'planOf', args: [planIdOf(plan)] }))
  const stateOf = async (agreed: Agreed) =>
    subscriptionState(
      await client.readContract({ ...contract, functionName: 'subscriptionOf', args: [idOf(agreed)] }),
    )
  const usageOf = (agreed: Agreed, period: number) =>
    client.readContract({ ...contract, functionName: 'usageOf', args: [idOf(agreed), period] })

  const signing = { bySignature, byErc3009, byPermit, offerOf }
  const reading = { idOf, planIdOf, planStateOf, stateOf, usageOf }
  return { ...chain, planOf, agree, mint, ...signing, ...reading }
}

export type SubscriptionChain = ReturnType<typeof openSubscriptions>
