import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { createTestClient, http, publicActions } from 'viem'
import { l1FeeCeiling } from '../../../api/src/chain/l1Fee.ts'
import type { LocalChain } from '../../../scripts/local/chain.ts'
import { startTestAnvil } from '../../support/chain.ts'

const ORACLE = '0x420000000000000000000000000000000000000F'

/** Answers 1,000 to the function of this selector and reverts at every other. */
function oracleThatKnows(selector: string): `0x${string}` {
  return `0x5f3560e01c63${selector}146011575f5ffd5b6103e85f5260205ff3`
}

describe('the ceiling of what a base layer may ask for a transaction’s data', () => {
  let anvil: LocalChain
  before(async () => {
    anvil = await startTestAnvil()
  })
  after(() => anvil.stop())

  const clientOf = () =>
    createTestClient({ mode: 'anvil', transport: http(anvil.rpcUrl) }).extend(publicActions)

  it('is nothing where no oracle stands', async () => {
    expect(await l1FeeCeiling(clientOf(), 500)).to.equal(0n)
  })

  it('is twice the oracle’s own bound, or twice the fee of the dearest bytes where it knows none', async () => {
    const client = clientOf()
    for (const selector of ['f1c7a58b', '49948e0e']) {
      await client.setCode({ address: ORACLE, bytecode: oracleThatKnows(selector) })
      expect(await l1FeeCeiling(client, 500), selector).to.equal(2_000n)
    }
  })
})
