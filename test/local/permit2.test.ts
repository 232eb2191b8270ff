import { after, before, describe, it } from 'node:test'
import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { expect } from 'chai'
import { createTestClient, http, publicActions } from 'viem'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { installPermit2, readPermit2Code } from '../../scripts/local/permit2.ts'
import { startTestHardhatNode } from '../support/chain.ts'

describe('Permit2 on a local Hardhat node', () => {
  let chain: LocalChain
  before(async () => {
    chain = await startTestHardhatNode({ chainId: 31338 })
  })
  after(() => chain.stop())

  const client = () =>
    createTestClient({ mode: 'hardhat', transport: http(chain.rpcUrl) }).extend(publicActions)

  it('stands at its usual address from the start, with the code that anvil carries', async () => {
    expect(await client().getCode({ address: permit2Address })).to.equal(await readPermit2Code())
  })

  it('is refused when another contract is put there', async () => {
    // Answers every call with 32 zero bytes.
    const failure = await installPermit2(client(), '0x60206000f3').then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(String(failure)).to.match(/Permit2: expected the domain separator/)
  })
})
