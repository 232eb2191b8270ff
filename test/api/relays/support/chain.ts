import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { type Address, createTestClient, http, type LocalAccount, publicActions, walletActions } from 'viem'
import type { Ctx } from '../../../../api/src/context.ts'
import { localAccount } from '../../../../scripts/local/accounts.ts'
import type { World } from '../../support/world.ts'

/** A client that may mine, drop and reorganise. */
export function testClientOf(world: World) {
  return createTestClient({ mode: 'anvil', transport: http(world.anvil.rpcUrl), cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions)
}

/** How often the chain says that a payment entered the escrow. */
export async function executionsOf(world: World, onchainId: `0x${string}`): Promise<number> {
  const client = testClientOf(world)
  const events = await Promise.all(
    (['Charged', 'Authorized'] as const).map((eventName) =>
      client.getContractEvents({
        address: world.chain.escrow,
        abi: paymentEscrowAbi,
        eventName,
        args: { id: onchainId },
        fromBlock: 'earliest',
      }),
    ),
  )
  return events.flat().length
}

/** Sends a call as somebody who is not the relayer. */
export function sendAsStranger(world: World, data: `0x${string}`): Promise<void> {
  return sendAs(world, localAccount(world.chain.chainId, 'deployer'), data)
}

/** Sends a call of the escrow from an account, which gets what the gas costs. */
export function sendAs(world: World, account: LocalAccount, data: `0x${string}`): Promise<void> {
  return sendTo(world, world.chain.escrow, account, data)
}

/** Sends a call of any contract from an account, which gets what the gas costs. */
export async function sendTo(
  world: World,
  to: `0x${string}`,
  account: LocalAccount,
  data: `0x${string}`,
): Promise<void> {
  const client = testClientOf(world)
  await client.setBalance({ address: account.address, value: 10n ** 20n })
  const hash = await client.sendTransaction({ account, chain: null, to, data })
  const { status } = await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  if (status !== 'success') throw new Error(`${hash} was reverted`)
}

export function minedCount(world: World, address: `0x${string}`): Promise<number> {
  return testClientOf(world).getTransactionCount({ address })
}

/** The first address that pays gas. */
export function gasSignerOf({ gasSigners }: Pick<Ctx, 'gasSigners'>): Address {
  const [signer] = gasSigners
  if (!signer) throw new Error('no gas signer is configured')
  return signer.address
}
