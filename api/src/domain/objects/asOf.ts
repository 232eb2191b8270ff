import { caip2 } from '../chain.ts'
import type { Lag } from '../indexState.ts'

export interface AsOfFields {
  chainId: number
  block: bigint
  time: Date
  lag: Lag | null
}

export function toAsOf({ chainId, block, time, lag }: AsOfFields) {
  return {
    chain: caip2(chainId),
    block_number: block.toString(),
    block_time: time.toISOString(),
    lag_blocks: lag && Number(lag.blocks),
    lag_seconds: lag && Number(lag.seconds),
  }
}
