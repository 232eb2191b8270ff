import {
  type Abi,
  type Address,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  numberToHex,
  type PublicClient,
} from 'viem'
import { z } from 'zod'
import { lowerCase } from '../../domain/address.ts'
import { DomainError } from '../../domain/errors.ts'
import { rpcAnswerOf } from '../rpcAnswer.ts'
import { revertOf } from '../simulation.ts'

/** Enough for a wallet that checks several signatures, and little enough that a hostile one costs us nothing. */
const MOST_GAS = 5_000_000n

type Result = { ok: true; data: Hex } | { ok: false; reason: string }

/** Asks a contract as our own key would call it. Throws `chain_unavailable` where the chain does not answer. */
export async function callAs(
  client: PublicClient,
  from: Address,
  call: { to: Address; data: Hex },
): Promise<Result> {
  try {
    const data = await client.request({
      method: 'eth_call',
      params: [{ from, to: call.to, data: call.data, gas: numberToHex(MOST_GAS) }, 'latest'],
    })
    return { ok: true, data }
  } catch (error) {
    const revert = revertOf(error)
    if (revert) return { ok: false, reason: revert.reason }
    if (rpcAnswerOf(error)) return { ok: false, reason: 'the node refuses the call' }
    throw chainUnavailable()
  }
}

export function chainUnavailable(): DomainError {
  return new DomainError('chain_unavailable', 'The chain does not answer; try again in a few seconds.', {
    retryAfterSeconds: 5,
  })
}

/** The code at an address; undefined where there is none. */
export function readCode(client: PublicClient, address: Address): Promise<Hex | undefined> {
  return client.getCode({ address }).catch(() => {
    throw chainUnavailable()
  })
}

export interface ContractRead {
  address: Address
  abi: readonly unknown[]
  functionName: string
  args?: readonly unknown[]
}

/** Reads a contract, and a batch of contracts by one call each: not every chain has the contract that batches them. */
export async function readAs(client: PublicClient, from: Address, read: ContractRead): Promise<unknown> {
  // The package declares ABIs loosely; they are its own constants.
  const abi = read.abi as Abi
  const item = { abi, functionName: read.functionName }
  if (read.functionName === 'tryAggregate') return readBatch(client, from, read.args)
  const data = encodeFunctionData({ ...item, args: read.args ?? [] })
  const result = await callAs(client, from, { to: read.address, data })
  if (!result.ok) throw new Error(result.reason)
  return decodeFunctionResult({ ...item, data: result.data })
}

const batch = z.tuple([
  z.literal(false),
  z.array(
    z.object({
      target: z.string().transform(lowerCase),
      callData: z.string().transform((text): Hex => `0x${text.slice(2)}`),
    }),
  ),
])

/** What Multicall3's `tryAggregate` would answer. */
async function readBatch(client: PublicClient, from: Address, args: unknown) {
  const [, calls] = batch.parse(args)
  return Promise.all(
    calls.map(async ({ target, callData }) => {
      const result = await callAs(client, from, { to: target, data: callData })
      return { success: result.ok, returnData: result.ok ? result.data : '0x' }
    }),
  )
}
