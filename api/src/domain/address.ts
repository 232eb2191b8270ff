import { type Address, getAddress, isAddress } from 'viem'
import { DomainError } from './errors.ts'

export const ZERO_ADDRESS: Address = '0x0000000000000000000000000000000000000000'

/** Reads an address: all lower case, or mixed case with the right EIP-55 checksum. Returns lower case, as stored. */
export function parseAddress(text: string, param: string): Address {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    throw new DomainError('invalid_address', `${param} must be an address: 0x and 40 hex digits.`, { param })
  }
  if (text !== text.toLowerCase() && !isAddress(text)) {
    throw new DomainError(
      'invalid_address',
      `${param} has a wrong checksum (EIP-55), so a character may be mistyped: copy it again from its source.`,
      { param },
    )
  }
  const address = lowerCase(text)
  if (address === ZERO_ADDRESS) {
    throw new DomainError('invalid_address', `${param} must not be the zero address.`, { param })
  }
  return address
}

export function lowerCase(address: string): Address {
  return `0x${address.slice(2).toLowerCase()}`
}

/** An address as messages show it: with its checksum (EIP-55), as wallets and explorers do. */
export function shownAddress(address: Address): Address {
  return getAddress(address)
}
