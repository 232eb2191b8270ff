import { type LocalAccount, mnemonicToAccount } from 'viem/accounts'

/** A PUBLIC test key that everybody knows (Hardhat's mnemonic, account 4). Money sent to it on a real network is lost. */
const PUBLIC_TEST_MNEMONIC = 'test test test test test test test test test test test junk'

export function demoAccount(): LocalAccount {
  return mnemonicToAccount(PUBLIC_TEST_MNEMONIC, { addressIndex: 4 })
}
