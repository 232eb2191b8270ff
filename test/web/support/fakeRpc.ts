import { encodeAbiParameters, type Hex, numberToHex } from 'viem'
import { CHAIN_ID, ESCROW, type Json, type JsonObject, TX_HASH } from './fixtures.ts'

export type FakeChain = {
  balanceUnits: bigint
  head: bigint
  /** The block of the payment's transaction; null while it is not mined. */
  minedIn: bigint | null
}

const BLOCK_HASH: Hex = `0x${'b1'.repeat(32)}`

/** The few questions that a payer's page asks a public RPC. */
export function answerRpc(chain: FakeChain, request: { id: Json; method: string }): JsonObject {
  return { jsonrpc: '2.0', id: request.id, result: answer(chain, request.method) }
}

function answer(chain: FakeChain, method: string): Json {
  switch (method) {
    case 'eth_chainId':
      return numberToHex(CHAIN_ID)
    case 'eth_blockNumber':
      return numberToHex(chain.head)
    case 'eth_call':
      return encodeAbiParameters([{ type: 'uint256' }], [chain.balanceUnits])
    case 'eth_getTransactionReceipt':
      return chain.minedIn === null ? null : receipt(chain.minedIn)
    default:
      throw new Error(`the fake RPC does not know ${method}`)
  }
}

function receipt(block: bigint): JsonObject {
  return {
    transactionHash: TX_HASH,
    blockHash: BLOCK_HASH,
    blockNumber: numberToHex(block),
    transactionIndex: '0x0',
    status: '0x1',
    from: ESCROW,
    to: ESCROW,
    contractAddress: null,
    cumulativeGasUsed: '0x1',
    gasUsed: '0x1',
    effectiveGasPrice: '0x1',
    logsBloom: '0x',
    type: '0x2',
    logs: [],
  }
}
