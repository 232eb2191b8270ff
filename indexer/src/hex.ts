import type { Hex } from 'viem'

/** Rows hold addresses and hashes in lower case, so that text comparison is comparison. */
export function lower(value: Hex): Hex {
  return `0x${value.slice(2).toLowerCase()}`
}
