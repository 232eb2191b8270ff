import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import { type ChargeSource, chargeSources } from '@florin/sdk/subscriptions/state.ts'
import type { Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import { type Address, type Hex, maxUint256, zeroAddress } from 'viem'
import type { Balance, Wallet, World } from './world.ts'

/** What charges can be paid from. */
export type Funds = { prepaid: bigint; held: bigint; allowed: bigint }
type Payer = { subscription: Pick<Subscription, 'subscriber' | 'funding'>; plan: Pick<Plan, 'token'> }

export function walletOf(world: World, account: Address, token: Address): Wallet {
  const key = `${account} ${token}`
  const wallet = world.wallets.get(key) ?? { held: 0n, allowed: 0n }
  world.wallets.set(key, wallet)
  return wallet
}

export function balanceOf(world: World, account: Address, token: Address): Balance {
  const key = `${account} ${token}`
  const balance = world.balances.get(key) ?? { available: 0n, prepaid: 0n, seq: 0n }
  world.balances.set(key, balance)
  return balance
}

/** The fee within a charge: a part of a base unit is a whole one. */
export function feeOf(amount: bigint, { feeBps }: Pick<Plan, 'feeBps'>): bigint {
  const tenThousandths = amount * BigInt(feeBps)
  return tenThousandths / 10_000n + (tenThousandths % 10_000n === 0n ? 0n : 1n)
}

export function fundsOf(world: World, { subscription: { subscriber }, plan: { token } }: Payer): Funds {
  const { held, allowed } = walletOf(world, subscriber, token)
  return { held, allowed, prepaid: balanceOf(world, subscriber, token).prepaid }
}

/** Where a charge comes from: one source pays all of it. Undefined where none can. */
export function sourceOf(funds: Funds, amount: bigint, { subscription, plan }: Payer) {
  if (amount === 0n) return 'nothing'
  if (subscription.funding === 'prepaidFirst' && funds.prepaid >= amount) return 'prepaid'
  // The chain's own coin has no allowance.
  if (plan.token === zeroAddress) return undefined
  return funds.held >= amount && funds.allowed >= amount ? 'allowance' : undefined
}

/** Takes a charge from its source, and gives what the event tells of it. */
export function collect(world: World, source: ChargeSource, amount: bigint, payer: Payer) {
  const { subscriber } = payer.subscription
  const { token } = payer.plan
  const told = { amount, source: chargeSources.indexOf(source), prepaidAfter: 0n, seq: 0n }
  if (source === 'allowance') spendAllowance(walletOf(world, subscriber, token), amount)
  if (source !== 'prepaid') return told
  const balance = balanceOf(world, subscriber, token)
  balance.prepaid -= amount
  balance.seq += 1n
  return { ...told, prepaidAfter: balance.prepaid, seq: balance.seq }
}

/** Credits what was collected to merchant and fee recipient, each once. */
export function settle(world: World, plan: Plan, sum: bigint, fees: bigint, cause: Hex): void {
  change(world, plan.merchant, plan.token, { available: sum - fees }, cause)
  change(world, plan.feeRecipient, plan.token, { available: fees }, cause)
}

/** What comes into the escrow from the account's own wallet. */
export function deposit(
  world: World,
  account: Address,
  token: Address,
  kind: { amount: bigint; toPrepaid: boolean; source: number },
  cause: Hex,
): void {
  const { amount, toPrepaid } = kind
  if (token !== zeroAddress) walletOf(world, account, token).held -= amount
  change(world, account, token, { [toPrepaid ? 'prepaid' : 'available']: amount }, cause)
  const { seq } = balanceOf(world, account, token)
  world.facts.push({ name: 'Deposited', args: { account, token, ...kind, seq } })
}

/** From available to prepaid, or back. */
export function movePrepaid(
  world: World,
  account: Address,
  token: Address,
  { amount, toPrepaid }: { amount: bigint; toPrepaid: boolean },
  cause: Hex,
): void {
  const moved = toPrepaid ? amount : -amount
  change(world, account, token, { available: -moved, prepaid: moved }, cause)
  const { seq } = balanceOf(world, account, token)
  world.facts.push({ name: 'PrepaidMoved', args: { account, token, amount, toPrepaid, seq } })
}

function change(
  world: World,
  account: Address,
  token: Address,
  { available = 0n, prepaid = 0n }: { available?: bigint; prepaid?: bigint },
  cause: Hex,
): void {
  if (available === 0n && prepaid === 0n) return
  const balance = balanceOf(world, account, token)
  balance.available += available
  balance.prepaid += prepaid
  balance.seq += 1n
  const after = { availableAfter: balance.available, prepaidAfter: balance.prepaid, seq: balance.seq }
  world.facts.push({ name: 'BalanceChanged', args: { account, token, cause, ...after } })
}

/** An allowance of everything stays one, as in most tokens. */
function spendAllowance(wallet: Wallet, amount: bigint): void {
  wallet.held -= amount
  if (wallet.allowed !== maxUint256) wallet.allowed -= amount
}
