import type { Address } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { lowerCase } from '../domain/address.ts'
import { isLocalChain } from '../domain/localChain.ts'

/** The mnemonic that development nodes publish. Whatever its keys hold on a public network is taken within seconds. */
const PUBLIC_MNEMONIC = 'test test test test test test test test test test test junk'
const PUBLIC_KEYS = 20

/** Refuses to start with a key that everybody knows, on any chain where it could cost money. Names no key. */
export function refusePublicTestKeys(
  addresses: Readonly<Record<string, readonly Address[]>>,
  chainIds: Iterable<number>,
): void {
  const open = [...chainIds].filter((id) => !isLocalChain(id))
  if (open.length === 0) return
  const known = publicTestAddresses()
  for (const [whose, own] of Object.entries(addresses)) {
    if (!own.some((address) => known.has(lowerCase(address)))) continue
    throw new Error(`The ${whose} has a public test key: it may not be used on chain ${open.join(', ')}.`)
  }
}

function publicTestAddresses(): Set<Address> {
  const indexes = Array.from({ length: PUBLIC_KEYS }, (_, index) => index)
  return new Set(
    indexes.map((addressIndex) => lowerCase(mnemonicToAccount(PUBLIC_MNEMONIC, { addressIndex }).address)),
  )
}
