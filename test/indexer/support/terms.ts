import { keccak256, stringToHex } from 'viem'
import type { EscrowEvent } from '../../../indexer/src/event.ts'
import { account } from './events.ts'

export type AbiTerms = EscrowEvent<'Authorized'>['args']['terms']

/** Terms of 1,000 base units as the ABI decodes them, with what the test cares about. */
export function abiTermsOf(wanted: Partial<AbiTerms> = {}): AbiTerms {
  return {
    payer: account(1),
    merchant: account(2),
    operator: account(3),
    token: account(4),
    amount: 1_000n,
    mode: 0,
    authorizeBy: 1_800_000_000,
    captureBy: 1_800_000_100,
    refundBy: 1_800_000_200,
    minFeeBps: 0,
    maxFeeBps: 10_000,
    feeRecipient: account(5),
    invoiceRef: keccak256(stringToHex('invoice')),
    salt: 1n,
    ...wanted,
  }
}

/** Stands for the EIP-712 digest: as distinct as the terms are. */
export function idOf(terms: AbiTerms) {
  return keccak256(
    stringToHex(JSON.stringify(terms, (_, value) => (typeof value === 'bigint' ? `${value}` : value))),
  )
}
