import {
  type Address,
  encodeAbiParameters,
  encodeEventTopics,
  erc20Abi,
  type Hex,
  numberToHex,
  pad,
} from 'viem'
import { CHAIN_ID, ESCROW, type Json, type JsonObject, TOKEN, TX_HASH } from './fixtures.ts'

export type FakeChain = {
  balanceUnits: bigint
  head: bigint
  /** The block of the payment's transaction; null while it is not mined. */
  minedIn: bigint | null
  payer: Address
  amountUnits: bigint
}

const BLOCK_HASH: Hex = `0x${'b1'.repeat(32)}`
const MINED_AT = BigInt(Date.parse('2031-05-03T09:41:00Z') / 1000)

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
      return chain.minedIn === null ? null : receipt(chain, chain.minedIn)
    case 'eth_getBlockByHash':
      return {
        hash: BLOCK_HASH,
        number: numberToHex(chain.minedIn ?? 0n),
        timestamp: numberToHex(MINED_AT),
        transactions: [],
      }
    default:
      throw new Error(`the fake RPC does not know ${method}`)
  }
}

function receipt(chain: FakeChain, block: bigint): JsonObject {
  const topics = encodeEventTopics({
    abi: erc20Abi,
    eventName: 'Transfer',
    args: { from: chain.payer, to: ESCROW },
  })
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
    logs: [
      {
        address: TOKEN,
        topics: topics.flat().filter((topic) => topic !== null),
        data: pad(numberToHex(chain.amountUnits)),
        blockHash: BLOCK_HASH,
        blockNumber: numberToHex(block),
        logIndex: '0x0',
        transactionHash: TX_HASH,
        transactionIndex: '0x0',
        removed: false,
      },
    ],
  }
}
