import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { depositAuthorizationTypedData, depositTypedData } from '@florin/sdk/escrow/accountTypedData.ts'
import { encodeListToken, encodePauseIntake } from '@florin/sdk/escrow/adminCalldata.ts'
import { encodeAuth, encodeDeposit, encodeMovePrepaid, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { sources } from '@florin/sdk/escrow/terms.ts'
import fc from 'fast-check'
import {
  type Address,
  encodeFunctionData,
  type Hex,
  hashTypedData,
  maxUint256,
  zeroAddress,
  zeroHash,
} from 'viem'
import { balanceOf, deposit, movePrepaid, walletOf } from '../model/money.ts'
import { intakeRefusals, refusals } from '../model/world.ts'
import { type Account, accounts, tokenDomain } from '../sandbox.ts'
import { doBoth, type Life } from './life.ts'
import { subscribers } from './parties.ts'
import { at, index, step } from './step.ts'

const amount = fc.constantFrom(1n, 5_000_000n, 20_000_000n, 60_000_000n)
const subscriberOf = (which: number): Account => at(subscribers, which) ?? subscribers[0]

/** The wallet is filled, or emptied to somebody else's. */
const wallet = step(
  'fill or empty a wallet',
  5,
  fc.record({ which: index, amount, empties: fc.nat(3).map((n) => n === 0) }),
  async (life, { which, amount, empties }) => {
    const { box, world } = life
    const { address } = subscriberOf(which)
    const own = walletOf(world, address, box.token)
    const [name, data] = empties
      ? (['empty', transfer(accounts.stranger.address, own.held)] as const)
      : (['fill', mint(address, amount)] as const)
    await doBoth(life, `${name} a wallet`, { from: address, to: box.token, data }, () => {
      if (empties) walletOf(world, accounts.stranger.address, box.token).held += own.held
      own.held = empties ? 0n : own.held + amount
      return []
    })
  },
)

function mint(to: Address, amount: bigint): Hex {
  return encodeFunctionData({ abi: testDollarAbi, functionName: 'mint', args: [to, amount] })
}

function transfer(to: Address, amount: bigint): Hex {
  return encodeFunctionData({ abi: testDollarAbi, functionName: 'transfer', args: [to, amount] })
}

const allowance = step(
  'approve',
  3,
  fc.record({
    which: index,
    amount: fc.constantFrom(0n, 10_000_000n, 120_000_000n, 120_000_000n, maxUint256),
  }),
  async (life, { which, amount }) => {
    const { box, world } = life
    const { address } = subscriberOf(which)
    const args = [box.manager, amount] as const
    const data = encodeFunctionData({ abi: testDollarAbi, functionName: 'approve', args })
    await doBoth(life, 'approve', { from: address, to: box.token, data }, () => {
      walletOf(world, address, box.token).allowed = amount
      return []
    })
  },
)

/** Dollars by one signature of the token's, which a relayer delivers; coins by a call. */
const topUp = step(
  'deposit',
  4,
  fc.record({ which: index, amount, ofCoin: fc.boolean(), toPrepaid: fc.nat(4).map((n) => n > 0) }),
  async (life, { which, amount, ofCoin, toPrepaid }) => {
    const { box, world } = life
    const account = subscriberOf(which)
    const token = ofCoin ? zeroAddress : box.token
    const { auth, cause } = ofCoin
      ? { auth: senderAuth, cause: zeroHash }
      : await signDeposit(life, account, amount, toPrepaid)
    const source = ofCoin ? 'native' : 'erc3009'
    const from = ofCoin ? account.address : accounts.relayer.address
    const data = encodeDeposit(toPrepaid, token, amount, source, auth)
    const value = ofCoin ? amount : 0n
    await doBoth(life, 'deposit', { from, to: box.escrow, data, value }, () => {
      const poor = !ofCoin && walletOf(world, account.address, token).held < amount
      const refused = [...intakeRefusals(world, token), ...refusals({ ERC20InsufficientBalance: poor })]
      if (refused.length > 0) return refused
      const kind = { amount, toPrepaid, source: sources.indexOf(source) }
      deposit(world, account.address, token, kind, cause)
      return []
    })
  },
)

async function signDeposit(life: Life, account: Account, amount: bigint, toPrepaid: boolean) {
  const { box, world } = life
  life.nonce += 1n
  const action = { account: account.address, nonce: life.nonce, deadline: world.now + 1n }
  const input = { ...box.domain, ...action, token: box.token, amount, toPrepaid }
  const signature = await account.signTypedData(depositAuthorizationTypedData({ ...input, tokenDomain }))
  const cause = hashTypedData(depositTypedData({ ...input, source: 'erc3009' }))
  return { auth: encodeAuth({ ...action, signature }), cause }
}

/** Half of what is there goes from one balance to the other, which is refused where nothing is there. */
const move = step(
  'movePrepaid',
  4,
  fc.record({ which: index, ofCoin: fc.boolean(), toPrepaid: fc.boolean() }),
  async (life, { which, ofCoin, toPrepaid }) => {
    const { box, world } = life
    const { address } = subscriberOf(which)
    const token = ofCoin ? zeroAddress : box.token
    const amount = (balanceOf(world, address, token)[toPrepaid ? 'available' : 'prepaid'] + 1n) / 2n
    const data = encodeMovePrepaid(token, amount, toPrepaid, senderAuth)
    await doBoth(life, 'movePrepaid', { from: address, to: box.escrow, data }, () => {
      const refused = refusals({ ZeroAmount: amount === 0n })
      if (refused.length === 0) movePrepaid(world, address, token, { amount, toPrepaid }, zeroHash)
      return refused
    })
  },
)

/** Intake of a token, or all of it, closes seldom, and is soon open again: meanwhile nothing but exits goes on. */
const intake = step(
  'close or open intake',
  8,
  fc.record({ closes: fc.nat(9).map((n) => n === 0), pauses: fc.boolean(), ofCoin: fc.boolean() }),
  async (life, { closes, pauses, ofCoin }) => {
    const { box, world } = life
    const tokens = [box.token, zeroAddress]
    if (closes && pauses) return pauseIntake(life, true)
    if (closes) return listToken(life, ofCoin ? zeroAddress : box.token, false)
    if (world.paused) return pauseIntake(life, false)
    const unlisted = tokens.find((token) => !world.listed.has(token))
    if (unlisted !== undefined) await listToken(life, unlisted, true)
  },
)

async function pauseIntake(life: Life, paused: boolean): Promise<void> {
  const { box, world } = life
  const transaction = { from: accounts.admin.address, to: box.escrow, data: encodePauseIntake(paused) }
  await doBoth(life, 'pauseIntake', transaction, () => {
    world.paused = paused
    world.facts.push({ name: 'IntakePaused', args: { paused } })
    return []
  })
}

async function listToken(life: Life, token: Address, listed: boolean): Promise<void> {
  const { box, world } = life
  const transaction = { from: accounts.admin.address, to: box.escrow, data: encodeListToken(token, listed) }
  await doBoth(life, 'listToken', transaction, () => {
    if (listed) world.listed.add(token)
    else world.listed.delete(token)
    world.facts.push({ name: 'TokenListed', args: { token, listed } })
    return []
  })
}

export const moneySteps = [wallet, allowance, topUp, move, intake]
