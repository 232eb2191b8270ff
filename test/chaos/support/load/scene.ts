import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { senderAuth } from '@florin/sdk/escrow/calldata.ts'
import type { Terms } from '@florin/sdk/escrow/terms.ts'
import { encodeCreatePlan } from '@florin/sdk/subscriptions/calldata.ts'
import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import type { Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import { encodeFunctionData, erc20Abi, type LocalAccount, maxUint256 } from 'viem'
import { localAccount } from '../../../../scripts/local/accounts.ts'
import type { Random } from '../../../support/random.ts'
import type { ChaosChain } from '../chain.ts'
import { openWallet, ownAccount, type Wallet } from '../wallet.ts'

const PAYERS = 4
const COURIERS = 3
const WEALTH = 10n ** 15n
export const PRICE = 3_000_000n
/** Seconds, so that there is always something to renew. */
const PERIOD = 15

export type Shop = { wallet: Wallet; plan: Plan; subscriptions: Subscription[] }

/** Terms that a payer can sign, for a merchant's invoice or for nobody's. */
export type Issue = (payer: Wallet, shop: Shop, mode: Terms['mode']) => Promise<Terms>

/** Who pays whom on a chain, and what they have agreed on so far. */
export type Scene = {
  chain: ChaosChain
  random: Random
  payers: readonly [Wallet, ...Wallet[]]
  /** Strangers who deliver what others signed. */
  couriers: readonly [Wallet, ...Wallet[]]
  shops: readonly [Shop, ...Shop[]]
  wallets: readonly Wallet[]
  agreed: Terms[]
  issue: Issue
  /** A number that no other agreement has. */
  nextSalt(): bigint
}

/** Wallets with money and allowances, and a plan per merchant. The node must still mine by itself. */
export async function openScene(
  chain: ChaosChain,
  { random, merchants, issue }: { random: Random; merchants: readonly LocalAccount[]; issue: Issue },
): Promise<Scene> {
  const open = (account: LocalAccount) => openWallet(chain, account)
  const accounts = Array.from({ length: PAYERS + COURIERS }, (_, index) => ownAccount(index))
  const payers = await Promise.all(accounts.slice(0, PAYERS).map(open))
  const couriers = await Promise.all(accounts.slice(PAYERS).map(open))
  const owners = await Promise.all(merchants.map(open))
  for (const wallet of [...payers, ...owners]) await provide(chain, wallet)
  const shops = await Promise.all(owners.map((wallet, index) => openShop(chain, wallet, BigInt(index))))
  let salt = 0n
  return {
    chain,
    random,
    payers: some(payers),
    couriers: some(couriers),
    shops: some(shops),
    wallets: [...payers, ...couriers, ...owners],
    agreed: [],
    issue,
    nextSalt: () => ++salt,
  }
}

async function provide({ token, escrow, manager }: ChaosChain, wallet: Wallet): Promise<void> {
  const mint = { abi: testDollarAbi, functionName: 'mint', args: [wallet.address, WEALTH] } as const
  await wallet.send(token, encodeFunctionData(mint))
  for (const spender of [escrow, manager]) {
    const approve = { abi: erc20Abi, functionName: 'approve', args: [spender, maxUint256] } as const
    await wallet.send(token, encodeFunctionData(approve))
  }
}

async function openShop(chain: ChaosChain, wallet: Wallet, salt: bigint): Promise<Shop> {
  const plan: Plan = {
    merchant: wallet.address,
    operator: wallet.address,
    token: chain.token,
    period: PERIOD,
    unit: 'second',
    trial: 0n,
    grace: BigInt(PERIOD),
    feeBps: 100,
    feeRecipient: localAccount(chain.chainId, 'feeRecipient').address,
    notice: 0n,
    salt,
  }
  await wallet.send(chain.manager, encodeCreatePlan(plan, PRICE, senderAuth))
  return { wallet, plan, subscriptions: [] }
}

/** At least one of them. */
function some<T>([first, ...others]: readonly T[]): readonly [T, ...T[]] {
  if (first === undefined) throw new Error('a scene needs at least one merchant')
  return [first, ...others]
}
