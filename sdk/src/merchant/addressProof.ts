import type { Address, Hex } from 'viem'

const addressProofTypes = {
  AddressProof: [
    { name: 'installation', type: 'string' },
    { name: 'merchant', type: 'string' },
    { name: 'account', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
    { name: 'expiry', type: 'uint256' },
  ],
} as const

/** What a merchant claims by its signature: that it may use the account, at one installation, until a time. */
export interface AddressProof {
  /** Public URL of the API that asked, so that no other installation can have it signed for itself. */
  installation: string
  /** The merchant's id there. */
  merchant: string
  chainId: number
  account: Address
  /** 32 bytes that the installation made for this claim alone. */
  nonce: Hex
  /** Unix seconds. */
  expiry: bigint
}

/**
 * The proof that a merchant's address is its own, as EIP-712 typed data for viem and wallets. Signed by the account itself, by
 * its key or as a contract wallet (ERC-1271). It moves nothing and allows nothing on chain: its domain names no contract.
 */
export function addressProofTypedData({ chainId, ...message }: AddressProof) {
  return {
    domain: { name: 'Florin', version: '1', chainId },
    types: addressProofTypes,
    primaryType: 'AddressProof',
    message,
  } as const
}
