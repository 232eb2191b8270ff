import { describe, it } from 'node:test'
import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { x402ExactPermit2ProxyABI } from '@x402/evm'
import { expect } from 'chai'
import {
  createPublicClient,
  custom,
  encodeEventTopics,
  encodeFunctionData,
  numberToHex,
  pad,
  parseAbi,
} from 'viem'
import { findSettlement, findUse } from '../../../api/src/chain/x402/settlement.ts'

const PROXY = '0x00000000000000000000000000000000000000aa'
const TOKEN = '0x00000000000000000000000000000000000000bb'
const PAYER = '0x00000000000000000000000000000000000000cc'
const SHOP = '0x00000000000000000000000000000000000000dd'
const NONCE = 770n
const AMOUNT = 5n
const TRANSFERS = 150

describe('a payment by Permit2 whose payer made many transfers of the same amount', () => {
  const calldata = encodeFunctionData({
    abi: x402ExactPermit2ProxyABI,
    functionName: 'settle',
    args: [
      { permitted: { token: TOKEN, amount: AMOUNT }, nonce: NONCE, deadline: 2_000_000_000n },
      PAYER,
      { to: SHOP, validAfter: 0n },
      `0x${'11'.repeat(65)}`,
    ],
  })
  const intent = { kind: 'x402_exact', contract: PROXY, calldata, since_block: 1n } as const
  const hashOf = (index: number) => pad(numberToHex(index + 1), { size: 32 })
  const [transfer] = parseAbi(['event Transfer(address indexed from, address indexed to, uint256 value)'])
  /** Two in each transaction: one of a batch is asked for once. */
  const logs = Array.from({ length: TRANSFERS }, (_, index) => ({
    address: TOKEN,
    topics: encodeEventTopics({ abi: [transfer], args: { from: PAYER, to: SHOP } }),
    data: numberToHex(AMOUNT, { size: 32 }),
    blockNumber: numberToHex(index + 2),
    blockHash: hashOf(index),
    transactionHash: hashOf(index >> 1),
    transactionIndex: '0x0',
    logIndex: '0x0',
    removed: false,
  }))

  /** A node that has spent the nonce or not, and at which transaction the proxy was called. */
  function nodeWith({ isSpent, settledIn }: { isSpent: boolean; settledIn?: number }) {
    const asked: string[] = []
    let atOnce = 0
    let most = 0
    const answer = async (method: string, params: unknown[]) => {
      if (method === 'eth_call') {
        expect(params[0]).to.include({ to: permit2Address })
        return numberToHex(isSpent ? 1n << (NONCE & 0xffn) : 0n, { size: 32 })
      }
      if (method === 'eth_getLogs') return logs
      const isSettlement = settledIn !== undefined && params[0] === hashOf(settledIn)
      return { hash: params[0], to: isSettlement ? PROXY : TOKEN, input: isSettlement ? calldata : '0x' }
    }
    const client = createPublicClient({
      transport: custom({
        request: async ({ method, params }: { method: string; params: unknown[] }) => {
          asked.push(method)
          atOnce += 1
          most = Math.max(most, atOnce)
          const told = await answer(method, params)
          atOnce -= 1
          return told
        },
      }),
    })
    return { client, asked, most: () => most }
  }

  it('costs one question while its nonce is not spent', async () => {
    const { client, asked } = nodeWith({ isSpent: false })
    expect(await findUse(client, intent, 1_000n)).to.equal(undefined)
    expect(asked).to.deep.equal(['eth_call'])
  })

  it('is found among them, the newest first', async () => {
    const { client, asked } = nodeWith({ isSpent: true, settledIn: 70 })
    expect(await findSettlement(client, intent, 1_000n)).to.include({ txHash: hashOf(70) })
    expect(asked.filter((method) => method === 'eth_getTransactionByHash')).to.have.length(20)
  })

  it('asks for each transaction once, many at a time, where the nonce was spent on something else', async () => {
    const { client, asked, most } = nodeWith({ isSpent: true })
    expect(await findUse(client, intent, 1_000n)).to.equal('elsewhere')
    expect(asked.filter((method) => method === 'eth_getTransactionByHash')).to.have.length(TRANSFERS / 2)
    expect(most()).to.equal(20)
  })
})
