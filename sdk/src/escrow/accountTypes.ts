/** The EIP-712 types of what an account does with its own balance and settings, in the order of the Solidity type strings. */

export const depositTypes = {
  Deposit: [
    { name: 'account', type: 'address' },
    { name: 'toPrepaid', type: 'bool' },
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint256' },
    { name: 'source', type: 'uint8' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const movePrepaidTypes = {
  MovePrepaid: [
    { name: 'account', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint256' },
    { name: 'toPrepaid', type: 'bool' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const transferBalanceTypes = {
  TransferBalance: [
    { name: 'account', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint256' },
    { name: 'ref', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const withdrawTypes = {
  Withdraw: [
    { name: 'account', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint256' },
    { name: 'to', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const setPayoutTypes = {
  SetPayout: [
    { name: 'account', type: 'address' },
    { name: 'payout', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const setOperatorTypes = {
  SetOperator: [
    { name: 'account', type: 'address' },
    { name: 'operator', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'dailyCap', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const cancelNonceTypes = {
  CancelNonce: [
    { name: 'account', type: 'address' },
    { name: 'canceled', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const
