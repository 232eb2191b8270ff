import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { zeroAddress } from 'viem'
import { paymentEscrowArtifact } from '../generated/paymentEscrow.ts'

/**
 * The escrow alone, administered by the account that deploys it. Its manager is zero, which is none: nobody can call the hooks
 * for subscriptions. That is fixed for ever, so SubscriptionManager needs an escrow deployed with its predicted address.
 */
export default buildModule('PaymentEscrow', (m) => {
  const escrow = m.contract('PaymentEscrow', paymentEscrowArtifact, [m.getAccount(0), zeroAddress])
  return { escrow }
})
