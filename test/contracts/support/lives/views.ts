import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { managerErrorName } from '@florin/sdk/subscriptions/errors.ts'
import { abiPlan } from '@florin/sdk/subscriptions/plan.ts'
import { planState, subscriptionState } from '@florin/sdk/subscriptions/state.ts'
import { abiSubscription } from '@florin/sdk/subscriptions/subscription.ts'
import { expect } from 'chai'
import { type Address, zeroAddress } from 'viem'
import { chargeRefusals, dueAt, isActive, subscriptionStateOf } from '../model/due.ts'
import { balanceOf, walletOf } from '../model/money.ts'
import { planStateOf } from '../model/plans.ts'
import type { Agreement, OfferedPlan, World } from '../model/world.ts'
import { balanceInside, dollarsOf } from '../readings.ts'
import type { Sandbox } from '../sandbox.ts'

// What the contracts' views answer at the newest block, whose time is the model's, has to be what the model says.

const unknown = {
  state: { status: 'none', anchor: 0n, nextPeriod: 0, pauses: 0, chargedAt: 0n, charged: 0n },
  due: 0n,
  active: false,
}

export async function expectSamePlan(box: Sandbox, world: World, { planId }: OfferedPlan): Promise<void> {
  const call = { address: box.manager, abi: subscriptionManagerAbi, functionName: 'planOf' } as const
  const onChain = planState(await box.client.readContract({ ...call, args: [planId] }))
  const record = world.plans.get(planId)
  const never = { price: 0n, nextPrice: 0n, effectiveAt: 0n, version: 0, archived: false }
  expect(onChain).to.deep.equal(record ? planStateOf(record) : never)
}

export async function expectSameSubscription(
  box: Sandbox,
  world: World,
  agreement: Agreement,
): Promise<void> {
  const record = world.subscriptions.get(agreement.id)
  const { reason, ...onChain } = await viewsOf(box, agreement)
  const expected = record && {
    state: subscriptionStateOf(record),
    due: dueAt(world, agreement, record),
    active: isActive(world, agreement, record),
  }
  expect(onChain).to.deep.equal(expected ?? unknown)
  const reasons = chargeRefusals(world, agreement, record)
  if (reason === undefined) expect(reasons).to.deep.equal([])
  else expect(reasons).to.include(reason)
  for (const [period, cumulative] of record?.usage ?? [])
    expect(await usageOf(box, agreement, period), `usage of period ${period}`).to.equal(cumulative)
}

async function viewsOf({ client, manager }: Sandbox, { id, plan, subscription }: Agreement) {
  const call = { address: manager, abi: subscriptionManagerAbi } as const
  const args = [abiPlan(plan), abiSubscription(subscription)] as const
  const [state, due, active, reason] = await Promise.all([
    client.readContract({ ...call, functionName: 'subscriptionOf', args: [id] }),
    client.readContract({ ...call, functionName: 'dueAt', args }),
    client.readContract({ ...call, functionName: 'isActive', args }),
    client.readContract({ ...call, functionName: 'canCharge', args }),
  ])
  return { state: subscriptionState(state), due: BigInt(due), active, reason: managerErrorName(reason) }
}

function usageOf({ client, manager }: Sandbox, { id }: Agreement, period: number): Promise<bigint> {
  const call = { address: manager, abi: subscriptionManagerAbi, functionName: 'usageOf' } as const
  return client.readContract({ ...call, args: [id, period] })
}

/** What an account has inside of each token, and outside of the dollar. */
export async function expectSameMoney(box: Sandbox, world: World, account: Address): Promise<void> {
  const [dollars, coins, held, allowed] = await Promise.all([
    balanceInside(box, account),
    balanceInside(box, account, zeroAddress),
    dollarsOf(box, account),
    allowedBy(box, account),
  ])
  const inside = {
    dollars: balanceOf(world, account, box.token),
    coins: balanceOf(world, account, zeroAddress),
  }
  expect({ dollars, coins, wallet: { held, allowed } }, account).to.deep.equal({
    ...inside,
    wallet: walletOf(world, account, box.token),
  })
}

function allowedBy({ client, token, manager }: Sandbox, owner: Address): Promise<bigint> {
  const call = { address: token, abi: testDollarAbi, functionName: 'allowance' } as const
  return client.readContract({ ...call, args: [owner, manager] })
}

/** The escrow holds the sum of all balances, and the manager nothing. */
export async function expectSolvent(box: Sandbox, world: World): Promise<void> {
  const held = {
    dollars: await dollarsOf(box, box.escrow),
    coins: await box.client.getBalance({ address: box.escrow }),
    byManager: await dollarsOf(box, box.manager),
  }
  const expected = { dollars: sumOf(world, box.token), coins: sumOf(world, zeroAddress), byManager: 0n }
  expect(held).to.deep.equal(expected)
}

function sumOf({ balances }: World, token: Address): bigint {
  const ofToken = [...balances].filter(([key]) => key.endsWith(token)).map(([, balance]) => balance)
  return ofToken.reduce((sum, { available, prepaid }) => sum + available + prepaid, 0n)
}
