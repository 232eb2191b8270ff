import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import type { LocalAccount } from 'viem'
import { localAccount } from '../../../../scripts/local/accounts.ts'
import type { World } from '../../support/world.ts'
import { testClientOf } from './chain.ts'

/** Mints test dollars. */
export async function giveDollars(world: World, to: `0x${string}`, amount: bigint): Promise<void> {
  const client = testClientOf(world)
  const hash = await client.writeContract({
    account: localAccount(world.chain.chainId, 'deployer'),
    chain: null,
    address: world.token.address,
    abi: testDollarAbi,
    functionName: 'mint',
    args: [to, amount],
  })
  await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
}

/** Has a wallet give test dollars away. */
export async function spendDollars(world: World, from: LocalAccount, amount: bigint): Promise<void> {
  const client = testClientOf(world)
  const hash = await client.writeContract({
    account: from,
    chain: null,
    address: world.token.address,
    abi: testDollarAbi,
    functionName: 'transfer',
    args: [world.chain.escrow, amount],
  })
  await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
}
