import { useConnection } from 'wagmi'
import type { Wallet } from '../checkout/state.ts'

/** The connected wallet in the page's own words. */
export function useWallet(): Wallet {
  const connection = useConnection()
  if (connection.status === 'connected') {
    const { address, chainId, connector } = connection
    return { status: 'connected', address, chainId, name: connector.name }
  }
  if (connection.status === 'connecting' || connection.status === 'reconnecting') {
    return { status: 'connecting', name: connection.connector?.name ?? null }
  }
  return { status: 'none' }
}
