import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { createConfig } from 'ponder'
import { indexedChains } from '../../../indexer/chains.ts'

// The baseline of `npm run bench -- index`: what one would write with Ponder alone for the same rows of the benchmark's history,
// believing every event.

const [chain] = indexedChains(process.env)
if (chain === undefined) throw new Error('the baseline needs a chain')
const { chainId, rpc, escrow, manager } = chain
const urls = rpc.flatMap(({ url, weight }) => Array.from({ length: weight }, () => url))

export default createConfig({
  chains: { chain: { id: chainId, rpc: urls } },
  contracts: {
    PaymentEscrow: { abi: paymentEscrowAbi, chain: 'chain', ...escrow },
    SubscriptionManager: { abi: subscriptionManagerAbi, chain: 'chain', ...manager },
  },
})
