import { bytesToBigInt } from 'viem'

const saltBytes = 8

/**
 * A salt for a plan or subscription: 64 random bits, which no two of one account share. Its other 24 bytes are zero, which
 * makes the calldata of every charge cheaper than 256 random bits would.
 */
export function randomSalt(): bigint {
  return bytesToBigInt(crypto.getRandomValues(new Uint8Array(saltBytes)))
}
