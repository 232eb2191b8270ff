import { type Address, type Hex, isHex, numberToHex, type PublicClient } from 'viem'
import { z } from 'zod'
import { DomainError } from '../domain/errors.ts'
import type { GasFees } from '../domain/gasPolicy.ts'
import type { Revert } from '../domain/revert.ts'
import { decodeRevert } from './decodeRevert.ts'
import { rpcAnswerOf } from './rpcAnswer.ts'

export interface Call {
  from: Address
  to: Address
  data: Hex
}

export type Simulation = { ok: true; gas: bigint } | { ok: false; revert: Revert }

/** How a call is tried. */
export interface Offer {
  /** The fees that it is to be sent with, and the most gas that it may burn. */
  gas: bigint
  fees: GasFees
  /** The block after which; a node that has not come so far does not answer. */
  at?: bigint | 'latest'
  /** Whether it passes with that gas is enough: this costs a node a fraction of an estimate. */
  isMeasured?: false
}

/**
 * Tries a call, and says what it burns; where that is not measured, the most that it may. Without the fees, gas would have no
 * price in the simulation, and a contract could tell it from a block. Throws where the chain does not answer.
 */
export async function simulate(client: PublicClient, call: Call, offer: Offer): Promise<Simulation> {
  try {
    const gas = await burntBy(client, call, offer)
    return gas > offer.gas ? { ok: false, revert: tooDear(offer.gas) } : { ok: true, gas }
  } catch (error) {
    const revert = ranOutOfGas(error) ? tooDear(offer.gas) : revertOf(error)
    if (revert) return { ok: false, revert }
    throw new DomainError('chain_unavailable', 'The chain does not answer; try again in a few seconds.', {
      retryAfterSeconds: 5,
    })
  }
}

async function burntBy(client: PublicClient, call: Call, offer: Offer): Promise<bigint> {
  const params = askedFor(call, offer)
  if (offer.isMeasured !== false) return BigInt(await client.request({ method: 'eth_estimateGas', params }))
  await client.request({ method: 'eth_call', params })
  return offer.gas
}

function askedFor({ from, to, data }: Call, { gas, fees, at = 'latest' }: Offer) {
  const call = {
    from,
    to,
    data,
    gas: numberToHex(gas),
    maxFeePerGas: numberToHex(fees.maxFeePerGas),
    maxPriorityFeePerGas: numberToHex(fees.maxPriorityFeePerGas),
  }
  return [call, at === 'latest' ? at : numberToHex(at)] satisfies [object, Hex | 'latest']
}

function tooDear(gas: bigint): Revert {
  return {
    selector: null,
    reason: `it would burn more than ${gas} gas, the most that is paid for`,
    error: null,
  }
}

/** Nodes have no common code for a call that does not fit into the gas that it was given. */
function ranOutOfGas(error: unknown): boolean {
  const text = rpcAnswerOf(error)?.details ?? ''
  return /gas required exceeds|out ?of ?gas|intrinsic gas too low/i.test(text)
}

const dataOfError = z.union([
  z.object({ data: z.string() }).transform((error) => error.data),
  z.object({ data: z.object({ data: z.string() }) }).transform((error) => error.data.data),
])

/**
 * A node says in several ways that a contract refused: by revert data, by code 3, or by a server error whose text says so.
 * Only an answer by the protocol counts: a proxy's page may hold the same words, and much that payers must not read.
 */
export function revertOf(error: unknown): Revert | undefined {
  const answer = rpcAnswerOf(error)
  if (!answer) return undefined
  const parsed = dataOfError.safeParse(answer)
  if (parsed.success && isHex(parsed.data)) return decodeRevert(parsed.data)
  const isServerError = answer.code <= -32_000 && answer.code > -32_100
  const refused = answer.code === 3 || (isServerError && /execution reverted/i.test(answer.details))
  return refused ? decodeRevert('0x') : undefined
}
