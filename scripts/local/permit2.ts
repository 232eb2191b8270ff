import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { domainSeparator, type Hex, type PublicActions, parseAbi, size, type TestActions } from 'viem'
import { startAnvil } from './chain.ts'
import { rpcClient } from './rpc.ts'

const CODE_BYTES = 9_152
const abi = parseAbi(['function DOMAIN_SEPARATOR() view returns (bytes32)'])

/**
 * The code of Uniswap's Permit2, which no npm package holds as such: anvil puts it on chains of the Tempo family. One is
 * started, asked and stopped, in about half a second. Its immutables are left empty, so that it works out its EIP-712 domain
 * anew wherever it stands. Throws where anvil's package has no binary for this platform, or another code.
 */
export async function readPermit2Code(): Promise<Hex> {
  const folder = mkdtempSync(path.join(tmpdir(), 'florin-permit2-'))
  try {
    const anvil = await startAnvil({ logFile: path.join(folder, 'anvil.log'), network: 'tempo' })
    const code = await rpcClient(anvil.rpcUrl)
      .getCode({ address: permit2Address })
      .finally(() => anvil.stop())
    const bytes = size(code ?? '0x')
    if (code === undefined || bytes !== CODE_BYTES) {
      throw new Error(`anvil: expected ${CODE_BYTES} bytes of Permit2, found ${bytes}`)
    }
    return code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Client = Pick<PublicActions, 'getChainId' | 'readContract'> & Pick<TestActions, 'setCode'>

/** Puts Permit2 at its address on a local chain, and throws unless it answers there with the EIP-712 domain of Permit2. */
export async function installPermit2(client: Client, code: Hex): Promise<void> {
  await client.setCode({ address: permit2Address, bytecode: code })
  const chainId = await client.getChainId()
  const domain = { name: 'Permit2', chainId, verifyingContract: permit2Address }
  const found = await client.readContract({ address: permit2Address, abi, functionName: 'DOMAIN_SEPARATOR' })
  const expected = domainSeparator({ domain })
  if (found !== expected)
    throw new Error(`Permit2: expected the domain separator ${expected}, found ${found}`)
}
