import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { createTestClient, http, type PublicActions, publicActions, type TestClient } from 'viem'
import { localAccount, localKey } from '../../scripts/local/accounts.ts'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil, startTestHardhatNode } from '../support/chain.ts'
import { waitFor } from '../support/waitFor.ts'

function clientOf(chain: LocalChain, mode: 'anvil' | 'hardhat'): TestClient & PublicActions {
  return createTestClient({ mode, transport: http(chain.rpcUrl), cacheTime: 0 }).extend(publicActions)
}

describe('a local Hardhat node', () => {
  let chain: LocalChain
  before(async () => {
    chain = await startTestHardhatNode()
  })
  after(() => chain.stop())

  it('mines on its own and knows the test accounts', async () => {
    const client = clientOf(chain, 'hardhat')
    expect(await client.getChainId()).to.equal(31337)
    await waitFor(async () => (await client.getBlockNumber()) >= 2n, { describe: 'two blocks' })
    const { address } = localAccount(31337, 'payer')
    expect(await client.getBalance({ address })).to.equal(10_000n * 10n ** 18n)
  })
})

describe('a local anvil', () => {
  let chain: LocalChain
  before(async () => {
    chain = await startTestAnvil({ chainId: 31338 })
  })
  after(() => chain.stop())

  it('has the wanted chain id and a finalized block two behind its head', async () => {
    const client = clientOf(chain, 'anvil')
    expect(await client.getChainId()).to.equal(31338)
    await client.mine({ blocks: 5 })
    expect((await client.getBlock({ blockTag: 'finalized' })).number).to.equal(3n)
  })
})

describe('the local accounts', () => {
  it('are the published ones of the test mnemonic', () => {
    expect(localAccount(31337, 'deployer').address).to.equal('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')
    expect(localKey(31337, 'deployer')).to.equal(
      '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
    )
  })

  it('are refused on any other chain', () => {
    expect(() => localAccount(1, 'payer')).to.throw('on chain 1')
  })
})
