import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { createConfig } from 'ponder'
import { indexedChains } from './chains.ts'

// Ponder's build id covers the contracts below, ponder.schema.ts and the files under src/. Handler logic stays in src/.

const LOCAL_POLLING_MS = 100
const POLLING_MS = 1_000

const chains = indexedChains(process.env)
const byName = <value>(make: (chain: (typeof chains)[number]) => value) =>
  Object.fromEntries(chains.map((chain) => [`eip155:${chain.chainId}`, make(chain)]))

export default createConfig({
  chains: byName(({ chainId, rpcUrls, local }) => ({
    id: chainId,
    rpc: rpcUrls,
    pollingInterval: local ? LOCAL_POLLING_MS : POLLING_MS,
    // The cache knows a chain by its id alone, and a local chain keeps its id when it starts anew.
    disableCache: local,
  })),
  contracts: {
    PaymentEscrow: {
      abi: paymentEscrowAbi,
      chain: byName(({ escrow, startBlock }) => ({ address: escrow, startBlock })),
    },
  },
})
