import { erc20Abi } from 'viem'
import { useReadContract } from 'wagmi'
import type { Money } from '../api/money.ts'
import type { Wallet } from '../checkout/state.ts'

const REFRESH_MS = 5_000

/** What the wallet has of the invoice's token, read from the chain itself; null while nobody knows. */
export function useBalance(wallet: Wallet, due: Money, hasRpc: boolean): bigint | null {
  const isReadable = hasRpc && wallet.status === 'connected' && wallet.chainId === due.chainId
  const { data } = useReadContract({
    abi: erc20Abi,
    address: due.token,
    functionName: 'balanceOf',
    chainId: due.chainId,
    ...(wallet.status === 'connected' ? { args: [wallet.address] } : {}),
    query: { enabled: isReadable, refetchInterval: REFRESH_MS },
  })
  return isReadable ? (data ?? null) : null
}
