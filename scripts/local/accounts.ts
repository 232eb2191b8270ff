import { bytesToHex, type Hex } from 'viem'
import { type HDKey, mnemonicToAccount, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { isLocalChain, LOCAL_CHAINS } from '../../api/src/domain/localChain.ts'

/**
 * The development mnemonic that Hardhat and anvil publish. Its keys are known to everyone: whatever is sent
 * to them on a public network is taken within seconds.
 */
export const LOCAL_MNEMONIC = 'test test test test test test test test test test test junk'

const ACCOUNT_INDEX = {
  /** Deploys the contracts and is their admin. */
  deployer: 0,
  /** Sends transactions and pays gas for others. */
  gasSigner: 1,
  /** The demo merchant's own account. */
  merchant: 2,
  /** The host's operator key: signs captures, voids and refunds, never pays gas. */
  operator: 3,
  /** The demo wallet that the checkout page offers on the local chain. */
  payer: 4,
  /** Receives the host's fees. */
  feeRecipient: 5,
} as const

export type LocalRole = keyof typeof ACCOUNT_INDEX

function assertLocalChain(chainId: number): void {
  if (isLocalChain(chainId)) return
  const { first, last } = LOCAL_CHAINS
  throw new Error(
    `The public test keys were asked for on chain ${chainId}; they may only be used on ${first} to ${last}.`,
  )
}

/** The account of a role on a local chain. Throws on any other chain. */
export function localAccount(chainId: number, role: LocalRole): PrivateKeyAccount {
  assertLocalChain(chainId)
  return accountOf(ACCOUNT_INDEX[role])
}

/** Further accounts that pay gas, after the role's own. Our local chains fund the first twenty. */
const MORE_GAS_SIGNERS = [6, 7, 8, 9, 10, 11, 12]

/** Private keys of accounts that pay gas on a local chain. */
export function localGasSignerKeys(chainId: number, count: number): Hex[] {
  assertLocalChain(chainId)
  const indexes = [ACCOUNT_INDEX.gasSigner, ...MORE_GAS_SIGNERS]
  if (count > indexes.length) throw new Error(`There are ${indexes.length} local gas signers, not ${count}.`)
  return indexes.slice(0, count).map((addressIndex) => keyOf(addressIndex))
}

/** The private key of a role on a local chain, to be put into the environment of a part. */
export function localKey(chainId: number, role: LocalRole): Hex {
  assertLocalChain(chainId)
  return keyOf(ACCOUNT_INDEX[role])
}

const accounts = new Map<number, PrivateKeyAccount>()

function accountOf(addressIndex: number): PrivateKeyAccount {
  const account = accounts.get(addressIndex) ?? privateKeyToAccount(keyOf(addressIndex))
  accounts.set(addressIndex, account)
  return account
}

let parent: HDKey | undefined

/** The key above all accounts; the mnemonic is hashed two thousand times for it, so it is made once. */
function parentKey(): HDKey {
  parent ??= mnemonicToAccount(LOCAL_MNEMONIC, { path: "m/44'/60'/0'/0" }).getHdKey()
  return parent
}

function keyOf(addressIndex: number): Hex {
  const key = parentKey().deriveChild(addressIndex).privateKey
  if (!key) throw new Error(`The test mnemonic gave no private key for account ${addressIndex}.`)
  return bytesToHex(key)
}
