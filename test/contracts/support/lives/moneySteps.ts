import fc from 'fast-check'
import { maxUint256, zeroAddress } from 'viem'
import type { Account } from '../sandbox.ts'
import { subscribers } from './parties.ts'
import { at, index, step } from './step.ts'
import { doDepositCoins, doDepositDollars, doMoveHalf } from './verbs/balances.ts'
import { doListToken, doPauseIntake } from './verbs/intake.ts'
import { doApprove, doEmptyWallet, doFillWallet } from './verbs/wallets.ts'

const amount = fc.constantFrom(1n, 5_000_000n, 20_000_000n, 60_000_000n)
const subscriberOf = (which: number): Account => at(subscribers, which) ?? subscribers[0]

const wallet = step(
  'fill or empty a wallet',
  5,
  fc.record({ which: index, amount, empties: fc.nat(3).map((n) => n === 0) }),
  (life, { which, amount, empties }) => {
    const { address } = subscriberOf(which)
    return empties ? doEmptyWallet(life, address) : doFillWallet(life, address, amount)
  },
)

const allowance = step(
  'approve',
  3,
  fc.record({
    which: index,
    amount: fc.constantFrom(0n, 10_000_000n, 120_000_000n, 120_000_000n, maxUint256),
  }),
  (life, { which, amount }) => doApprove(life, subscriberOf(which).address, amount),
)

const topUp = step(
  'deposit',
  4,
  fc.record({ which: index, amount, ofCoin: fc.boolean(), toPrepaid: fc.nat(4).map((n) => n > 0) }),
  (life, { which, ofCoin, ...deposit }) => {
    const account = subscriberOf(which)
    return ofCoin ? doDepositCoins(life, account.address, deposit) : doDepositDollars(life, account, deposit)
  },
)

const move = step(
  'movePrepaid',
  4,
  fc.record({ which: index, ofCoin: fc.boolean(), toPrepaid: fc.boolean() }),
  (life, { which, ofCoin, toPrepaid }) =>
    doMoveHalf(life, subscriberOf(which).address, ofCoin ? zeroAddress : life.box.token, toPrepaid),
)

/** Intake of a token, or all of it, closes seldom, and is soon open again: meanwhile nothing but exits goes on. */
const intake = step(
  'close or open intake',
  8,
  fc.record({ closes: fc.nat(9).map((n) => n === 0), pauses: fc.boolean(), ofCoin: fc.boolean() }),
  async (life, { closes, pauses, ofCoin }) => {
    const { box, world } = life
    if (closes && pauses) return doPauseIntake(life, true)
    if (closes) return doListToken(life, ofCoin ? zeroAddress : box.token, false)
    if (world.paused) return doPauseIntake(life, false)
    const unlisted = [box.token, zeroAddress].find((token) => !world.listed.has(token))
    if (unlisted !== undefined) await doListToken(life, unlisted, true)
  },
)

export const moneySteps = [wallet, allowance, topUp, move, intake]
