import { readFileSync } from 'node:fs'
import path from 'node:path'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import {
  type Address,
  createPublicClient,
  createWalletClient,
  defineChain,
  getAddress,
  http,
  type PublicClient,
} from 'viem'
import { integerAt, textAt } from '../local/json.ts'
import { ROOT } from '../local/settings.ts'
import { SettingsError } from '../local/settingsError.ts'
import type { KeeperSettings } from './settings.ts'

export type Keeper = Awaited<ReturnType<typeof openKeeper>>

/** The node, the key that pays gas, and the two contracts. */
export async function openKeeper(settings: KeeperSettings, say: (text: string) => void) {
  const transport = http(settings.rpcUrl, { timeout: 30_000 })
  const chainId = await createPublicClient({ transport }).getChainId()
  const chain = defineChain({
    id: chainId,
    name: `Chain ${chainId}`,
    nativeCurrency: { name: 'Coin', symbol: 'COIN', decimals: 18 },
    rpcUrls: { default: { http: [settings.rpcUrl] } },
  })
  const client = createPublicClient({ chain, transport, cacheTime: 0 })
  const wallet = createWalletClient({ account: settings.account, chain, transport })
  const { manager, fromBlock } = placeOf(settings, chainId)
  return {
    settings,
    say,
    chainId,
    client,
    wallet,
    manager,
    fromBlock,
    escrow: await escrowOf(client, manager),
  }
}

/** As given, else as the deployment file of the chain says. */
function placeOf(settings: KeeperSettings, chainId: number): { manager: Address; fromBlock: bigint } {
  const { manager, fromBlock, deploymentsDir } = settings
  if (manager !== undefined && fromBlock !== undefined) return { manager, fromBlock }
  if (manager !== undefined)
    throw new SettingsError('--manager needs --from-block: the block of its creation.')
  const file = path.resolve(ROOT, deploymentsDir, `${chainId}.json`)
  try {
    const deployment: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const created = ['contracts', 'SubscriptionManager'] as const
    return {
      manager: getAddress(textAt(deployment, ...created, 'address')),
      fromBlock: fromBlock ?? BigInt(integerAt(deployment, ...created, 'block')),
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SettingsError(
      `No manager is known on chain ${chainId} (${reason}): give --manager and --from-block, or another --deployments.`,
    )
  }
}

/** Also tells an address that has no contract before anything is paid for. */
async function escrowOf(client: PublicClient, address: Address): Promise<Address> {
  if ((await client.getCode({ address })) === undefined) {
    throw new SettingsError(
      `--manager must be the SubscriptionManager of the node's chain: there is no contract at ${address}.`,
    )
  }
  return client.readContract({ address, abi: subscriptionManagerAbi, functionName: 'escrow' })
}
