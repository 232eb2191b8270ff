import type { Address, Hex, TransactionSerializableEIP1559 } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { lowerCase } from '../domain/address.ts'

/** Something that holds a key and signs with it; the key itself never leaves it. */
export interface Signer {
  /** Lower case, as we store addresses. */
  address: Address
  /** Signs a digest, such as that of EIP-712 typed data. */
  sign(hash: Hex): Promise<Hex>
  /** Signs a transaction. Signing is deterministic: the same input gives the same bytes. */
  signTransaction(transaction: TransactionSerializableEIP1559): Promise<Hex>
}

/** A signer that holds its key in memory. */
export function keySigner(key: Hex): Signer {
  const account = privateKeyToAccount(key)
  return {
    address: lowerCase(account.address),
    sign: (hash) => account.sign({ hash }),
    signTransaction: (transaction) => account.signTransaction(transaction),
  }
}

/** A signer that is known by its address, in a process that has no business to sign with it. */
export function lockedSigner(address: Address): Signer {
  const refuse = () => Promise.reject(new Error(`the key of ${address} is not unlocked in this process`))
  return { address, sign: refuse, signTransaction: refuse }
}
