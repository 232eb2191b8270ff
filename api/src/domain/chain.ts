import type { Address } from 'viem'

export interface TokenInfo {
  address: Address
  symbol: string
  name: string
  decimals: number
  /** The token's EIP-712 domain, for EIP-3009. */
  eip712: { name: string; version: string }
  eip3009: boolean
}

/** What a deployment file says about a chain. Addresses are lower case. */
export interface ChainInfo {
  chainId: number
  name: string
  mode: 'test' | 'live'
  confirmations: number
  explorer: string | null
  publicRpcUrl: string | null
  escrow: Address
  escrowBlock: bigint
  /** The SubscriptionManager that the escrow knows. */
  manager: Address
  tokens: TokenInfo[]
}

/** CAIP-2 name of an EVM chain, such as `eip155:8453`. */
export function caip2(chainId: number | bigint): string {
  return `eip155:${chainId}`
}

export function parseCaip2(text: string): number | null {
  const match = /^eip155:([1-9]\d{0,14})$/.exec(text)
  return match?.[1] ? Number(match[1]) : null
}
