import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { type Address, encodeFunctionData, erc20Abi, maxUint256 } from 'viem'
import type { BenchChain, Call } from './chain.ts'

/** Test dollars of each of them, in base units. */
const PLENTY = 10n ** 20n
const COUNTS = { merchants: 4, payers: 20, subscribers: 101 }

export type People = Awaited<ReturnType<typeof equipPeople>>

/** Those who use the contracts. Payers and subscribers have test dollars, which the escrow may take. */
export async function equipPeople(chain: BenchChain) {
  const [operator, feeRecipient] = await Promise.all([chain.account('operator'), chain.account('fees')])
  const merchants = await accounts(chain, 'merchant', COUNTS.merchants)
  const payers = await accounts(chain, 'payer', COUNTS.payers)
  const subscribers = await accounts(chain, 'subscriber', COUNTS.subscribers)
  await chain.mine(
    [...payers, ...subscribers].flatMap((owner) => [minted(chain, owner), approved(chain, owner)]),
  )
  return { operator, feeRecipient, merchants, payers, subscribers }
}

async function accounts(chain: BenchChain, name: string, count: number): Promise<Address[]> {
  return Promise.all(Array.from({ length: count }, (_, i) => chain.account(`${name} ${i}`)))
}

function minted({ token }: BenchChain, owner: Address): Call {
  const args = [owner, PLENTY] as const
  return {
    from: owner,
    to: token,
    data: encodeFunctionData({ abi: testDollarAbi, functionName: 'mint', args }),
  }
}

function approved({ token, escrow }: BenchChain, owner: Address): Call {
  const args = [escrow, maxUint256] as const
  return {
    from: owner,
    to: token,
    data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args }),
  }
}

/** The one whose turn it is. */
export function turn<one>(all: readonly one[], round: number): one {
  const one = all[round % all.length]
  if (one === undefined) throw new Error('nobody is there to take a turn')
  return one
}
