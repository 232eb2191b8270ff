import type { Address } from 'viem'
import { type Reader, readObject } from '../parse/reader.ts'
import type { ApiClient } from './client.ts'

export type TokenInfo = {
  token: Address
  symbol: string
  decimals: number
  /** The token's own EIP-712 name and version; null where it cannot be paid with one signature. */
  domain: { name: string; version: string } | null
}

export type ChainInfo = {
  chainId: number
  name: string
  mode: 'test' | 'live'
  confirmations: number
  explorer: string | null
  publicRpcUrl: string | null
  paymentEscrow: Address
  tokens: TokenInfo[]
}

export type ApiConfig = {
  environment: string
  chains: ChainInfo[]
}

export async function getConfig(api: ApiClient): Promise<ApiConfig> {
  const config = readObject(await api.get('/v1/config'), 'config')
  return { environment: config.text('environment'), chains: config.children('chains').map(readChain) }
}

function readChain(chain: Reader): ChainInfo {
  return {
    chainId: chain.integer('chain_id'),
    name: chain.text('name'),
    mode: chain.oneOf('mode', ['test', 'live']),
    confirmations: chain.integer('confirmations'),
    explorer: chain.textOrNull('explorer'),
    publicRpcUrl: chain.textOrNull('public_rpc_url'),
    paymentEscrow: chain.child('contracts').address('payment_escrow'),
    tokens: chain.children('tokens').map(readToken),
  }
}

function readToken(token: Reader): TokenInfo {
  const domain = token.flag('eip3009') ? token.childOrNull('eip712') : null
  return {
    token: token.address('token'),
    symbol: token.text('symbol'),
    decimals: token.decimals('decimals'),
    domain: domain && { name: domain.text('name'), version: domain.text('version') },
  }
}
