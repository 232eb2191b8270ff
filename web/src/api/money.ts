import type { Address } from 'viem'
import { type Reader, ShapeError } from '../parse/reader.ts'

export type Money = {
  amountUnits: bigint
  chainId: number
  token: Address
  symbol: string
  decimals: number
}

export function readMoney(money: Reader): Money {
  return {
    amountUnits: money.units('amount'),
    chainId: readChainId(money.text('chain')),
    token: money.address('token'),
    symbol: money.text('symbol'),
    decimals: money.decimals('decimals'),
  }
}

/** The number in a CAIP-2 name such as `eip155:8453`. */
function readChainId(chain: string): number {
  const digits = /^eip155:(\d{1,15})$/.exec(chain)?.[1]
  if (digits === undefined) throw new ShapeError(`chain should look like eip155:8453, not ${chain}`)
  return Number(digits)
}
