import type { Address, Hex } from 'viem'
import { hashTypedData } from 'viem'
import {
  cancelNonceTypes,
  depositTypes,
  movePrepaidTypes,
  setOperatorTypes,
  setPayoutTypes,
  transferBalanceTypes,
  withdrawTypes,
} from './accountTypes.ts'
import { escrowEip712Domain, sources } from './terms.ts'
import type { SignedAction, TokenDomain } from './typedData.ts'
import { receiveWithAuthorizationTypes } from './walletTypes.ts'

// What an account signs about its own balance and settings. Each function gives EIP-712 typed data `{ domain, types,
// primaryType, message }` as viem and wallets take it. Amounts are base units, token zero is the chain's own coin. None of
// them throws.

/** `native` is missing: the chain's own coin comes only with the account's own call. */
type DepositAction = SignedAction & {
  toPrepaid: boolean
  token: Address
  amount: bigint
  source: 'allowance' | 'erc3009'
}

/** For source `erc3009` only its digest counts: `depositAuthorizationTypedData` is signed then. */
export function depositTypedData(input: DepositAction) {
  const { account, toPrepaid, token, amount, source, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: depositTypes,
    primaryType: 'Deposit',
    message: { account, toPrepaid, token, amount, source: sources.indexOf(source), nonce, deadline },
  } as const
}

/** What an account signs to deposit from its wallet by EIP-3009: the nonce is the digest of the deposit. */
export function depositAuthorizationTypedData(
  input: Omit<DepositAction, 'source'> & { tokenDomain: TokenDomain },
) {
  const { chainId, escrow, account, token, amount, deadline, tokenDomain } = input
  return {
    domain: { ...tokenDomain, chainId, verifyingContract: token },
    types: receiveWithAuthorizationTypes,
    primaryType: 'ReceiveWithAuthorization',
    message: {
      from: account,
      to: escrow,
      value: amount,
      validAfter: 0n,
      validBefore: deadline,
      nonce: hashTypedData(depositTypedData({ ...input, source: 'erc3009' })),
    },
  } as const
}

/** `toPrepaid` moves from available to prepaid, else back. */
export function movePrepaidTypedData(
  input: SignedAction & { token: Address; amount: bigint; toPrepaid: boolean },
) {
  const { account, token, amount, toPrepaid, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: movePrepaidTypes,
    primaryType: 'MovePrepaid',
    message: { account, token, amount, toPrepaid, nonce, deadline },
  } as const
}

/** `ref` is 32 bytes of the account's own, for its books. */
export function transferBalanceTypedData(
  input: SignedAction & { to: Address; token: Address; amount: bigint; ref: Hex },
) {
  const { account, to, token, amount, ref, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: transferBalanceTypes,
    primaryType: 'TransferBalance',
    message: { account, to, token, amount, ref, nonce, deadline },
  } as const
}

export function withdrawTypedData(input: SignedAction & { token: Address; amount: bigint; to: Address }) {
  const { account, token, amount, to, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: withdrawTypes,
    primaryType: 'Withdraw',
    message: { account, token, amount, to, nonce, deadline },
  } as const
}

/** `payout` zero names no address. */
export function setPayoutTypedData(input: SignedAction & { payout: Address }) {
  const { account, payout, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: setPayoutTypes,
    primaryType: 'SetPayout',
    message: { account, payout, nonce, deadline },
  } as const
}

/** `dailyCap` is base units per UTC day; 0 revokes. */
export function setOperatorTypedData(
  input: SignedAction & { operator: Address; token: Address; dailyCap: bigint },
) {
  const { account, operator, token, dailyCap, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: setOperatorTypes,
    primaryType: 'SetOperator',
    message: { account, operator, token, dailyCap, nonce, deadline },
  } as const
}

/** Spends `nonce` to make `canceled` unusable, and so every action that was signed with it. */
export function cancelNonceTypedData(input: SignedAction & { canceled: bigint }) {
  const { account, canceled, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: cancelNonceTypes,
    primaryType: 'CancelNonce',
    message: { account, canceled, nonce, deadline },
  } as const
}
