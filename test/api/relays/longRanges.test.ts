import { describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { eip3009ABI } from '@x402/evm'
import { expect } from 'chai'
import {
  createPublicClient,
  custom,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionData,
  numberToHex,
  parseAbi,
} from 'viem'
import { readFate } from '../../../api/src/chain/intents.ts'
import { findInSpans, readInSpans, type Span } from '../../../api/src/chain/spans.ts'
import { findSettlement } from '../../../api/src/chain/x402/settlement.ts'

describe('a range of blocks', () => {
  const spansOf = async (fromBlock: bigint, toBlock: bigint) => {
    const spans: Span[] = []
    const read = await readInSpans({ fromBlock, toBlock }, async (span) => {
      spans.push(span)
      return [span.fromBlock]
    })
    expect(read).to.deep.equal(spans.map((span) => span.fromBlock))
    return spans
  }

  it('is read in parts that leave no block out and read none twice', async () => {
    const spans = await spansOf(7n, 6_006n)
    expect(spans).to.deep.equal([
      { fromBlock: 7n, toBlock: 2_006n },
      { fromBlock: 2_007n, toBlock: 4_006n },
      { fromBlock: 4_007n, toBlock: 6_006n },
    ])
    expect(await spansOf(5n, 5n)).to.deep.equal([{ fromBlock: 5n, toBlock: 5n }])
    expect(await spansOf(1n, 2_001n)).to.deep.equal([
      { fromBlock: 1n, toBlock: 2_000n },
      { fromBlock: 2_001n, toBlock: 2_001n },
    ])
    expect(await spansOf(6n, 5n)).to.deep.equal([])
  })

  it('is searched from its end, and no further than to what is found', async () => {
    const search = async (fromBlock: bigint, toBlock: bigint, wanted: bigint) => {
      const spans: Span[] = []
      const found = await findInSpans({ fromBlock, toBlock }, async (span) => {
        spans.push(span)
        return span.fromBlock <= wanted && wanted <= span.toBlock ? wanted : undefined
      })
      return { found, spans }
    }
    const newest = { fromBlock: 4_001n, toBlock: 6_000n }
    expect(await search(7n, 6_000n, 4_001n)).to.deep.equal({ found: 4_001n, spans: [newest] })
    const older = [newest, { fromBlock: 2_001n, toBlock: 4_000n }, { fromBlock: 7n, toBlock: 2_000n }]
    expect(await search(7n, 6_000n, 7n)).to.deep.equal({ found: 7n, spans: older })
    expect(await search(7n, 6_000n, 6n)).to.deep.equal({ found: undefined, spans: older })
    expect(await search(5n, 5n, 5n)).to.deep.equal({
      found: 5n,
      spans: [{ fromBlock: 5n, toBlock: 5n }],
    })
    expect(await search(6n, 5n, 5n)).to.deep.equal({ found: undefined, spans: [] })
  })
})

describe('an action whose nonce was used long after our final mark', () => {
  const CONTRACT = '0x00000000000000000000000000000000000000aa'
  const SIGNER = '0x00000000000000000000000000000000000000bb'
  const DIGEST = `0x${'77'.repeat(32)}` as const
  const EXECUTED_IN = 987_654n

  let asked = 0
  /** A node that knows one spent nonce and refuses, as many do, to look for logs in more than ten thousand blocks. */
  const client = createPublicClient({
    transport: custom(
      {
        request: async ({
          method,
          params,
        }: {
          method: string
          params: { fromBlock: string; toBlock: string }[]
        }) => {
          if (method === 'eth_call') return numberToHex(1n, { size: 32 })
          const [query] = params
          if (method !== 'eth_getLogs' || !query) throw new Error(`unexpected: ${method}`)
          const [from, to] = [BigInt(query.fromBlock), BigInt(query.toBlock)]
          if (to - from >= 10_000n) throw new Error('the range is too large')
          asked += 1
          return from <= EXECUTED_IN && EXECUTED_IN <= to ? [log] : []
        },
      },
      { retryCount: 0 },
    ),
  })
  const args = { account: SIGNER, nonce: 7n } as const
  const log = {
    address: CONTRACT,
    topics: encodeEventTopics({ abi: paymentEscrowAbi, eventName: 'NonceUsed', args }),
    data: encodeAbiParameters([{ type: 'bytes32' }], [DIGEST]),
    blockNumber: numberToHex(EXECUTED_IN),
    blockHash: DIGEST,
    transactionHash: DIGEST,
    transactionIndex: '0x0',
    logIndex: '0x0',
    removed: false,
  }
  const intent = {
    kind: 'cancel_nonce',
    chain_id: 1n,
    contract: CONTRACT,
    signer: SIGNER,
    nonce: numberToHex(7n, { size: 32 }),
    onchain_id: null,
    digest: DIGEST,
    calldata: '0x',
    since_block: 900_000n,
  } as const

  it('is found at a node that bounds how far it looks', async () => {
    asked = 0
    expect(await readFate(client, intent, EXECUTED_IN + 10_000n)).to.equal('executed')
    expect(asked).to.equal(6)
    const other = { ...intent, digest: `0x${'99'.repeat(32)}` } as const
    expect(await readFate(client, other, EXECUTED_IN + 10_000n)).to.equal('spent')
  })

  it('is found with one question for its event where it is new, however old the intent is', async () => {
    asked = 0
    expect(await readFate(client, intent, EXECUTED_IN + 100n)).to.equal('executed')
    expect(asked).to.equal(1)
  })

  it('is not judged where a node tells that it was used and shows no event', async () => {
    const refusal = await readFate(client, intent, EXECUTED_IN - 1n).catch(String)
    expect(refusal).to.match(/shows no event/)
  })
})

describe('an x402 payment that was executed long after our final mark', () => {
  const TOKEN = '0x00000000000000000000000000000000000000aa'
  const PAYER = '0x00000000000000000000000000000000000000bb'
  const SHOP = '0x00000000000000000000000000000000000000cc'
  const NONCE = `0x${'77'.repeat(32)}` as const
  const EXECUTED_IN = 1_004_321n
  const place = {
    address: TOKEN,
    blockNumber: numberToHex(EXECUTED_IN),
    blockHash: NONCE,
    transactionHash: NONCE,
    transactionIndex: '0x0',
    removed: false,
  }
  const abi = parseAbi([
    'event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce)',
    'event Transfer(address indexed from, address indexed to, uint256 value)',
  ])
  const used = {
    ...place,
    topics: encodeEventTopics({
      abi,
      eventName: 'AuthorizationUsed',
      args: { authorizer: PAYER, nonce: NONCE },
    }),
    data: '0x',
    logIndex: '0x0',
  }
  const moved = {
    ...place,
    topics: encodeEventTopics({ abi, eventName: 'Transfer', args: { from: PAYER, to: SHOP } }),
    data: numberToHex(5n, { size: 32 }),
    logIndex: '0x1',
  }
  let hasLogs = true
  const client = createPublicClient({
    transport: custom(
      {
        request: async ({
          method,
          params,
        }: {
          method: string
          params: [{ fromBlock: string; toBlock: string }, string]
        }) => {
          if (method === 'eth_blockNumber') return numberToHex(1_010_000n)
          if (method === 'eth_getTransactionReceipt') return { ...place, status: '0x1', logs: [used, moved] }
          const [query, block] = params
          if (method === 'eth_call') return numberToHex(BigInt(block) < EXECUTED_IN ? 0 : 1, { size: 32 })
          if (method !== 'eth_getLogs') throw new Error(`unexpected: ${method}`)
          const [from, to] = [BigInt(query.fromBlock), BigInt(query.toBlock)]
          if (to - from >= 10_000n) throw new Error('the range is too large')
          return hasLogs && from <= EXECUTED_IN && EXECUTED_IN <= to ? [used] : []
        },
      },
      { retryCount: 0 },
    ),
  })
  const intent = {
    kind: 'x402_exact',
    contract: TOKEN,
    calldata: encodeFunctionData({
      abi: eip3009ABI,
      functionName: 'transferWithAuthorization',
      args: [PAYER, SHOP, 5n, 0n, 2_000_000_000n, NONCE, `0x${'11'.repeat(65)}`],
    }),
    since_block: 900_000n,
  } as const

  it('is found at a node that bounds how far it looks', async () => {
    expect(await findSettlement(client, intent)).to.include({ blockNumber: EXECUTED_IN, logIndex: 0 })
    expect(await findSettlement(client, intent, EXECUTED_IN - 1n)).to.equal(undefined)
    expect(await findSettlement(client, intent, 899_999n)).to.equal(undefined)
  })

  it('is not said to be unsettled where the node has its state and not yet its logs', async () => {
    hasLogs = false
    const answer = await findSettlement(client, intent).catch((error: unknown) => String(error))
    hasLogs = true
    expect(answer).to.include('shows no event of it')
    const later = { ...intent, since_block: EXECUTED_IN + 1n }
    expect(await findSettlement(client, later)).to.equal(undefined)
  })
})
