import { type Address, createClient, http, type LocalAccount, SwitchChainError } from 'viem'
import { type CreateConnectorFn, createConnector } from 'wagmi'
import type { ApiConfig, ChainInfo } from '../api/config.ts'

export const DEMO_WALLET_ID = 'florin.demo'
const LOCAL_CHAIN_ID = 31337

/** Only the sandbox that `npm start` makes offers a wallet whose key everybody knows. */
export function isDemoWalletOffered(environment: ApiConfig['environment'], chain: ChainInfo): boolean {
  return environment === 'local' && chain.chainId === LOCAL_CHAIN_ID
}

/** A wallet inside the page, so that a sandbox can be tried without installing one. It refuses every other chain. */
export function demoWallet(): CreateConnectorFn<object> {
  let account: LocalAccount | null = null

  async function open(): Promise<LocalAccount> {
    // Loaded on the first click only: pages of real networks never hold the key's code.
    const { demoAccount } = await import('./demoAccount.ts')
    account = demoAccount()
    return account
  }

  return createConnector<object>((config) => ({
    id: DEMO_WALLET_ID,
    name: 'Demo wallet',
    type: 'demo',
    async connect() {
      assertLocal(config.chains[0].id)
      const accounts: Address[] = [(await open()).address]
      // wagmi's return type depends on a type parameter that no value can satisfy in both cases; its own connectors
      // answer the same way.
      return { accounts: accounts as never, chainId: LOCAL_CHAIN_ID }
    },
    async disconnect() {
      account = null
    },
    async getAccounts() {
      return account === null ? [] : [account.address]
    },
    getChainId: async () => LOCAL_CHAIN_ID,
    // wagmi connects a remembered wallet again only if it has a provider, whatever that is.
    getProvider: async () => ({}),
    async getClient() {
      const chain = config.chains[0]
      assertLocal(chain.id)
      return createClient({ account: account ?? (await open()), chain, transport: http() })
    },
    // The browser remembers which wallet was used last; this one needs no permission to come back.
    isAuthorized: async () => (await config.storage?.getItem('recentConnectorId')) === DEMO_WALLET_ID,
    async switchChain({ chainId }) {
      assertLocal(chainId)
      return config.chains[0]
    },
    onAccountsChanged() {},
    onChainChanged() {},
    onDisconnect() {
      config.emitter.emit('disconnect')
    },
  }))
}

function assertLocal(chainId: number): void {
  if (chainId !== LOCAL_CHAIN_ID) {
    throw new SwitchChainError(
      new Error(`The demo wallet works on chain ${LOCAL_CHAIN_ID} only, not on ${chainId}.`),
    )
  }
}
