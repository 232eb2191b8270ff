import { useQuery } from '@tanstack/react-query'
import {
  type Address,
  erc20Abi,
  type Hex,
  isAddressEqual,
  parseEventLogs,
  TransactionReceiptNotFoundError,
} from 'viem'
import { getBlock, getBlockNumber, getTransactionReceipt } from 'viem/actions'
import { useClient } from 'wagmi'
import type { ChainInfo } from '../api/config.ts'

export type TransactionFacts = {
  payer: Address | null
  minedAt: Date
  /** Head minus block plus one: being included is one confirmation. */
  confirmations: number
}

/** What the chain itself says of a payment's transaction. Null while it is not mined, or no RPC is public. */
export function useTransactionFacts(chain: ChainInfo, txHash: Hex | null, isCounting: boolean) {
  const client = useClient({ chainId: chain.chainId })
  const { data } = useQuery({
    queryKey: ['transaction', chain.chainId, txHash],
    queryFn: async (): Promise<TransactionFacts | null> => {
      if (!client || txHash === null) return null
      const receipt = await getTransactionReceipt(client, { hash: txHash }).catch((error: unknown) => {
        if (error instanceof TransactionReceiptNotFoundError) return null
        throw error
      })
      if (receipt === null) return null
      const [block, head] = await Promise.all([
        getBlock(client, { blockHash: receipt.blockHash }),
        getBlockNumber(client, { cacheTime: 0 }),
      ])
      const transfers = parseEventLogs({ abi: erc20Abi, eventName: 'Transfer', logs: receipt.logs })
      const pull = transfers.find((log) => isAddressEqual(log.args.to, chain.paymentEscrow))
      return {
        payer: pull?.args.from ?? null,
        minedAt: new Date(Number(block.timestamp) * 1000),
        confirmations: Number(head - receipt.blockNumber) + 1,
      }
    },
    enabled: chain.publicRpcUrl !== null && txHash !== null,
    refetchInterval: (query) => (isCounting || !query.state.data ? 1_000 : false),
    refetchIntervalInBackground: false,
    retry: 2,
  })
  return data ?? null
}
