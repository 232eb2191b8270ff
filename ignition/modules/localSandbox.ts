import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { zeroAddress } from 'viem'
import { testDollarArtifact } from '../generated/testDollar.ts'
import paymentEscrow from './paymentEscrow.ts'

const demoPayerIndex = 4
const millionDollars = 1_000_000_000_000n

/**
 * The escrow with a listed test dollar, a demo payer that has a million of them, and the chain's own coin listed too. For local
 * chains only.
 */
export default buildModule('LocalSandbox', (m) => {
  const { escrow } = m.useModule(paymentEscrow)
  const testDollar = m.contract('TestDollar', testDollarArtifact)
  m.call(escrow, 'listToken', [testDollar, true], { id: 'listTestDollar' })
  m.call(escrow, 'listToken', [zeroAddress, true], { id: 'listCoin' })
  m.call(testDollar, 'mint', [m.getAccount(demoPayerIndex), millionDollars])
  return { escrow, testDollar }
})
