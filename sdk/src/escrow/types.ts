/** The EIP-712 types of terms and of what is done with a payment, in the order of the Solidity type strings. */

export const termsTypes = {
  Terms: [
    { name: 'payer', type: 'address' },
    { name: 'merchant', type: 'address' },
    { name: 'operator', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint96' },
    { name: 'mode', type: 'uint8' },
    { name: 'authorizeBy', type: 'uint48' },
    { name: 'captureBy', type: 'uint48' },
    { name: 'refundBy', type: 'uint48' },
    { name: 'minFeeBps', type: 'uint16' },
    { name: 'maxFeeBps', type: 'uint16' },
    { name: 'feeRecipient', type: 'address' },
    { name: 'invoiceRef', type: 'bytes32' },
    { name: 'salt', type: 'uint256' },
  ],
} as const

export const consentTypes = {
  Consent: [
    { name: 'id', type: 'bytes32' },
    { name: 'source', type: 'uint8' },
  ],
} as const

export const burnTypes = {
  Burn: [
    { name: 'account', type: 'address' },
    { name: 'id', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const captureTypes = {
  Capture: [
    { name: 'account', type: 'address' },
    { name: 'id', type: 'bytes32' },
    { name: 'amount', type: 'uint256' },
    { name: 'fee', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const voidTypes = {
  Void: [
    { name: 'account', type: 'address' },
    { name: 'id', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const refundTypes = {
  Refund: [
    { name: 'account', type: 'address' },
    { name: 'id', type: 'bytes32' },
    { name: 'amount', type: 'uint256' },
    { name: 'source', type: 'uint8' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const
