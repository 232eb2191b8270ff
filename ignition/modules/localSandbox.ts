import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { zeroAddress } from 'viem'
import { testDollarArtifact } from '../generated/testDollar.ts'
import subscriptionManager from './subscriptionManager.ts'

const demoPayerIndex = 4
const millionDollars = 1_000_000_000_000n

/**
 * Both contracts with a listed test dollar, a demo payer that has a million of them, and the chain's own coin listed too. For
 * local chains only.
 */
export default buildModule('LocalSandbox', (m) => {
  const { escrow, manager } = m.useModule(subscriptionManager)
  // Nothing may take the transaction number that the manager's address was predicted with.
  const testDollar = m.contract('TestDollar', testDollarArtifact, [], { after: [manager] })
  m.call(escrow, 'listToken', [testDollar, true], { id: 'listTestDollar' })
  m.call(escrow, 'listToken', [zeroAddress, true], { id: 'listCoin', after: [manager] })
  m.call(testDollar, 'mint', [m.getAccount(demoPayerIndex), millionDollars])
  return { escrow, manager, testDollar }
})
