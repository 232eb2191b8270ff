import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { paymentEscrowArtifact } from '../generated/paymentEscrow.ts'

/** The escrow alone, administered by the account that deploys it. */
export default buildModule('PaymentEscrow', (m) => {
  const escrow = m.contract('PaymentEscrow', paymentEscrowArtifact, [m.getAccount(0)])
  return { escrow }
})
