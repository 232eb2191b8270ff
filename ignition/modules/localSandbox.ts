import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { testDollarArtifact } from '../generated/testDollar.ts'
import paymentEscrow from './paymentEscrow.ts'

const demoPayerIndex = 4
const millionDollars = 1_000_000_000_000n

/** The escrow with a listed test dollar and a demo payer that has a million of them. For local chains only. */
export default buildModule('LocalSandbox', (m) => {
  const { escrow } = m.useModule(paymentEscrow)
  const testDollar = m.contract('TestDollar', testDollarArtifact)
  m.call(escrow, 'listToken', [testDollar, true])
  m.call(testDollar, 'mint', [m.getAccount(demoPayerIndex), millionDollars])
  return { escrow, testDollar }
})
