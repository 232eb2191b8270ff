import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { createConfig } from 'ponder'
import { indexedChains } from './chains.ts'

// Ponder's build id covers the contracts below, ponder.schema.ts and the files under src/. Handler logic stays in src/.

const LOCAL_POLLING_MS = 100
const POLLING_MS = 1_000

const chains = indexedChains(process.env)
const byName = <value>(make: (chain: (typeof chains)[number]) => value) =>
  Object.fromEntries(chains.map((chain) => [`eip155:${chain.chainId}`, make(chain)]))

export default createConfig({
  chains: byName(({ chainId, rpc, wsUrl, local }) => ({
    id: chainId,
    // Ponder lets each URL answer 20 requests a second at first, which is kind to a shared provider and slow for a node of
    // our own. Listed several times, a URL has so many times that.
    rpc: rpc.flatMap(({ url, weight }) => Array.from({ length: weight }, () => url)),
    ...(wsUrl === undefined ? {} : { ws: wsUrl }),
    pollingInterval: local ? LOCAL_POLLING_MS : POLLING_MS,
    // The cache knows a chain by its id alone, and a local chain keeps its id when it starts anew.
    disableCache: local,
  })),
  contracts: {
    PaymentEscrow: { abi: paymentEscrowAbi, chain: byName(({ escrow }) => escrow) },
    SubscriptionManager: { abi: subscriptionManagerAbi, chain: byName(({ manager }) => manager) },
  },
})
