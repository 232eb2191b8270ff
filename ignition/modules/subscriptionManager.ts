import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { subscriptionManagerArtifact } from '../generated/subscriptionManager.ts'
import paymentEscrow from './paymentEscrow.ts'

/**
 * Both contracts, in the deployer's next two transactions: the address given to the escrow is the one that the second of them
 * creates (scripts/deployment/predictManager.ts). Where it is not, because the deployer has sent something else meanwhile, the
 * constructor of SubscriptionManager reverts, and the escrow is worth nothing: begin anew under another deployment id. To
 * resume a deployment that stopped between the two, give the same address again.
 */
export default buildModule('SubscriptionManager', (m) => {
  const { escrow } = m.useModule(paymentEscrow)
  const manager = m.contract('SubscriptionManager', subscriptionManagerArtifact, [escrow])
  return { escrow, manager }
})
