import { type Config, createConfig, createStorage, http } from 'wagmi'
import type { ApiConfig, ChainInfo } from '../api/config.ts'
import { openStorage } from '../checkout/openStorage.ts'
import { walletChain } from './chain.ts'
import { demoWallet, isDemoWalletOffered } from './demoWallet.ts'

/** wagmi for the invoice's own network. Installed wallets announce themselves (EIP-6963) and need no entry here. */
export function createWalletConfig(environment: ApiConfig['environment'], chain: ChainInfo): Config {
  return createConfig({
    chains: [walletChain(chain)],
    connectors: isDemoWalletOffered(environment, chain) ? [demoWallet()] : [],
    transports: {
      [chain.chainId]: http(chain.publicRpcUrl ?? undefined, { retryCount: 1, timeout: 10_000 }),
    },
    storage: createStorage({ key: `florin.${chain.chainId}`, storage: openStorage() }),
    multiInjectedProviderDiscovery: true,
    // Remembered wallets are connected again once, after the page stands. Otherwise wagmi does it at every render.
    ssr: true,
    batch: { multicall: false },
  })
}
