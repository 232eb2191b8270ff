import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { paymentEscrowArtifact } from '../generated/paymentEscrow.ts'

/**
 * The escrow, administered by the account that deploys it. Its parameter `subscriptionManager` is the address that
 * SubscriptionManager is going to have, which is fixed for ever: with another one the escrow never has a manager.
 */
export default buildModule('PaymentEscrow', (m) => {
  const manager = m.getParameter<string>('subscriptionManager')
  const escrow = m.contract('PaymentEscrow', paymentEscrowArtifact, [m.getAccount(0), manager])
  return { escrow }
})
