import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { x402ExactPermit2ProxyAddress, x402UptoPermit2ProxyAddress } from '@x402/evm'
import hre from 'hardhat'
import { type LocalAccount, maxUint256, parseAbi } from 'viem'
import { installPermit2, readPermit2Code } from '../../../../scripts/local/permit2.ts'
import { testClientOf } from '../../relays/support/chain.ts'
import type { World } from '../../support/world.ts'

const abi = parseAbi(['function approve(address spender, uint256 amount) returns (bool)'])

/** Puts Permit2 on the world's chain as it is, and plays x402's proxies at their addresses. */
export async function installProxies(world: World): Promise<void> {
  const client = testClientOf(world)
  await installPermit2(client, await readPermit2Code())
  for (const [address, name] of [
    [x402ExactPermit2ProxyAddress, 'X402ExactProxy'],
    [x402UptoPermit2ProxyAddress, 'X402UptoProxy'],
  ] as const) {
    const { deployedBytecode } = await hre.artifacts.readArtifact(name)
    await client.setCode({ address, bytecode: `0x${deployedBytecode.slice(2)}` })
  }
}

/** The one transaction that a wallet sends itself before it pays by Permit2. */
export async function approvePermit2(world: World, account: LocalAccount): Promise<void> {
  const client = testClientOf(world)
  const hash = await client.writeContract({
    account,
    chain: null,
    address: world.token.address,
    abi,
    functionName: 'approve',
    args: [permit2Address, maxUint256],
  })
  await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
}
