import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { type Address, encodeFunctionData } from 'viem'
import { walletOf } from '../../model/money.ts'
import { accounts } from '../../sandbox.ts'
import { doBoth, type Life } from '../life.ts'

// What happens to dollars outside the escrow.

export async function doFillWallet(life: Life, owner: Address, amount: bigint): Promise<void> {
  const { box, world } = life
  const data = encodeFunctionData({ abi: testDollarAbi, functionName: 'mint', args: [owner, amount] })
  await doBoth(life, 'fill a wallet', { from: accounts.relayer.address, to: box.token, data }, () => {
    walletOf(world, owner, box.token).held += amount
    return []
  })
}

/** Everything goes to a stranger. */
export async function doEmptyWallet(life: Life, owner: Address): Promise<void> {
  const { box, world } = life
  const to = accounts.stranger.address
  const wallet = walletOf(world, owner, box.token)
  const args = [to, wallet.held] as const
  const data = encodeFunctionData({ abi: testDollarAbi, functionName: 'transfer', args })
  await doBoth(life, 'empty a wallet', { from: owner, to: box.token, data }, () => {
    walletOf(world, to, box.token).held += wallet.held
    wallet.held = 0n
    return []
  })
}

/** What the manager may take. */
export async function doApprove(life: Life, owner: Address, amount: bigint): Promise<void> {
  const { box, world } = life
  const args = [box.manager, amount] as const
  const data = encodeFunctionData({ abi: testDollarAbi, functionName: 'approve', args })
  await doBoth(life, 'approve', { from: owner, to: box.token, data }, () => {
    walletOf(world, owner, box.token).allowed = amount
    return []
  })
}
