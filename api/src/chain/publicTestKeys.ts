import { bytesToHex, type Hex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'

/** The mnemonic that development nodes publish. Whatever its keys hold on a public network is taken within seconds. */
const PUBLIC_MNEMONIC = 'test test test test test test test test test test test junk'
const PUBLIC_KEYS = 20
/** Chains that only development nodes have. */
const LOCAL_CHAINS = { first: 31_337, last: 31_399 }

/** Refuses to start with a key that everybody knows, on any chain where it could cost money. Names no key. */
export function refusePublicTestKeys(
  keys: Readonly<Record<string, readonly Hex[]>>,
  chainIds: Iterable<number>,
): void {
  const open = [...chainIds].filter((id) => id < LOCAL_CHAINS.first || id > LOCAL_CHAINS.last)
  if (open.length === 0) return
  const known = publicTestKeys()
  for (const [variable, own] of Object.entries(keys)) {
    if (!own.some((key) => known.has(key.toLowerCase()))) continue
    throw new Error(`${variable} has a public test key: it may not be used on chain ${open.join(', ')}.`)
  }
}

function publicTestKeys(): Set<string> {
  const parent = mnemonicToAccount(PUBLIC_MNEMONIC, { path: "m/44'/60'/0'/0" }).getHdKey()
  const keys = Array.from({ length: PUBLIC_KEYS }, (_, index) => parent.deriveChild(index).privateKey)
  return new Set(keys.filter((key) => key !== null && key !== undefined).map((key) => bytesToHex(key)))
}
