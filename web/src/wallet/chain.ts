import { type Chain, defineChain } from 'viem'
import type { ChainInfo } from '../api/config.ts'
import { safeLink } from '../checkout/links.ts'

/** The network as wallets know it: what `wallet_addEthereumChain` offers where a wallet has never heard of it. */
export function walletChain(chain: ChainInfo): Chain {
  const explorer = safeLink(chain.explorer)
  return defineChain({
    id: chain.chainId,
    name: chain.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: chain.publicRpcUrl === null ? [] : [chain.publicRpcUrl] } },
    testnet: chain.mode === 'test',
    ...(explorer === null ? {} : { blockExplorers: { default: { name: 'Explorer', url: explorer } } }),
  })
}
