import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import type { Address, PublicClient } from 'viem'
import { lowerCase, ZERO_ADDRESS } from '../domain/address.ts'
import { DomainError } from '../domain/errors.ts'

/** What an account lets an operator refund per UTC day, and what of it is spent. */
export interface Grant {
  dailyCap: bigint
  spentToday: bigint
  /** Chain time in seconds, by which the day is judged. */
  seconds: bigint
}

export async function readGrant(
  client: PublicClient,
  escrow: Address,
  of: { account: Address; operator: Address; token: Address },
): Promise<Grant> {
  return answered(async () => {
    const { number, timestamp } = await client.getBlock({ blockTag: 'latest' })
    const [dailyCap, spentToday] = await client.readContract({
      address: escrow,
      abi: paymentEscrowAbi,
      functionName: 'operatorOf',
      args: [of.account, of.operator, of.token],
      blockNumber: number,
    })
    return { dailyCap, spentToday, seconds: timestamp }
  })
}

/** Where anybody may have an account's balances paid to. */
interface Registered {
  address: Address
  /** Chain time in seconds. */
  validFrom: bigint
  isValid: boolean
}

/** The address that an account registered; null where it named none. */
export async function readPayoutAddress(
  client: PublicClient,
  escrow: Address,
  account: Address,
): Promise<Registered | null> {
  return answered(async () => {
    const { number, timestamp } = await client.getBlock({ blockTag: 'latest' })
    const [address, validFrom] = await client.readContract({
      address: escrow,
      abi: paymentEscrowAbi,
      functionName: 'payoutTo',
      args: [account],
      blockNumber: number,
    })
    if (address === ZERO_ADDRESS) return null
    const from = BigInt(validFrom)
    return { address: lowerCase(address), validFrom: from, isValid: timestamp >= from }
  })
}

/** What an account can withdraw of a token. */
export async function readAvailable(
  client: PublicClient,
  escrow: Address,
  of: { account: Address; token: Address },
): Promise<bigint> {
  return answered(async () => {
    const [available] = await client.readContract({
      address: escrow,
      abi: paymentEscrowAbi,
      functionName: 'balance',
      args: [of.account, of.token],
    })
    return available
  })
}

/** A node's error may quote its URL, so callers are told only that there was no answer. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch {
    throw new DomainError('chain_unavailable', 'The chain does not answer; try again in a few seconds.', {
      retryAfterSeconds: 5,
    })
  }
}
