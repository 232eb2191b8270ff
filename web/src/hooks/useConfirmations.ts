import { useQuery } from '@tanstack/react-query'
import { type Hex, TransactionReceiptNotFoundError } from 'viem'
import { getBlockNumber, getTransactionReceipt } from 'viem/actions'
import { useClient } from 'wagmi'
import type { ChainInfo } from '../api/config.ts'

const POLL_MS = 1_000

/**
 * How deep a transaction is, counted on the chain itself: head minus block plus one. Null while it is not mined, or
 * where no RPC is public.
 */
export function useConfirmations(chain: ChainInfo, txHash: Hex | null): number | null {
  const client = useClient({ chainId: chain.chainId })
  const { data } = useQuery({
    queryKey: ['confirmations', chain.chainId, txHash],
    queryFn: async (): Promise<number | null> => {
      if (!client || txHash === null) return null
      const receipt = await getTransactionReceipt(client, { hash: txHash }).catch((error: unknown) => {
        if (error instanceof TransactionReceiptNotFoundError) return null
        throw error
      })
      if (receipt === null) return null
      const head = await getBlockNumber(client, { cacheTime: 0 })
      return Number(head - receipt.blockNumber) + 1
    },
    enabled: chain.publicRpcUrl !== null && txHash !== null,
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: false,
    retry: 2,
  })
  return data ?? null
}
