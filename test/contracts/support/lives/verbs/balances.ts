import { depositAuthorizationTypedData, depositTypedData } from '@florin/sdk/escrow/accountTypedData.ts'
import { encodeAuth, encodeDeposit, encodeMovePrepaid, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { sources } from '@florin/sdk/escrow/terms.ts'
import { type Address, hashTypedData, zeroAddress, zeroHash } from 'viem'
import { balanceOf, deposit, movePrepaid, walletOf } from '../../model/money.ts'
import { intakeRefusals, refusals } from '../../model/world.ts'
import { accounts, tokenDomain } from '../../sandbox.ts'
import { doBoth, type Life, type Signer } from '../life.ts'

type Deposit = { amount: bigint; toPrepaid: boolean }

/** Dollars by one signature of the token's, which a relayer delivers. */
export async function doDepositDollars(life: Life, account: Signer, { amount, toPrepaid }: Deposit) {
  const { box, world } = life
  life.nonce += 1n
  const action = { account: account.address, nonce: life.nonce, deadline: world.now + 1n }
  const input = { ...box.domain, ...action, token: box.token, amount, toPrepaid }
  const signature = await account.signTypedData(depositAuthorizationTypedData({ ...input, tokenDomain }))
  const cause = hashTypedData(depositTypedData({ ...input, source: 'erc3009' }))
  const data = encodeDeposit(toPrepaid, box.token, amount, 'erc3009', encodeAuth({ ...action, signature }))
  await doBoth(life, 'deposit', { from: accounts.relayer.address, to: box.escrow, data }, () => {
    const poor = walletOf(world, account.address, box.token).held < amount
    const refused = [...intakeRefusals(world, box.token), ...refusals({ ERC20InsufficientBalance: poor })]
    if (refused.length > 0) return refused
    const kind = { amount, toPrepaid, source: sources.indexOf('erc3009') }
    deposit(world, account.address, box.token, kind, cause)
    return []
  })
}

/** Coins by the account's own call. */
export async function doDepositCoins(life: Life, account: Address, { amount, toPrepaid }: Deposit) {
  const { box, world } = life
  const data = encodeDeposit(toPrepaid, zeroAddress, amount, 'native', senderAuth)
  await doBoth(life, 'deposit', { from: account, to: box.escrow, data, value: amount }, () => {
    const refused = intakeRefusals(world, zeroAddress)
    if (refused.length > 0) return refused
    const kind = { amount, toPrepaid, source: sources.indexOf('native') }
    deposit(world, account, zeroAddress, kind, zeroHash)
    return []
  })
}

/** Half of what is there goes from one balance to the other, which is refused where nothing is there. */
export async function doMoveHalf(
  life: Life,
  account: Address,
  token: Address,
  toPrepaid: boolean,
): Promise<void> {
  const { box, world } = life
  const amount = (balanceOf(world, account, token)[toPrepaid ? 'available' : 'prepaid'] + 1n) / 2n
  const data = encodeMovePrepaid(token, amount, toPrepaid, senderAuth)
  await doBoth(life, 'movePrepaid', { from: account, to: box.escrow, data }, () => {
    const refused = refusals({ ZeroAmount: amount === 0n })
    if (refused.length === 0) movePrepaid(world, account, token, { amount, toPrepaid }, zeroHash)
    return refused
  })
}
