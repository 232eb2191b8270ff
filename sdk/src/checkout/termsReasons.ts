import { type Address, isAddressEqual } from 'viem'
import type { Terms } from '../escrow/terms.ts'
import { failed } from './reasons.ts'

/** What a payer was shown, and so agreed to. */
export type ExpectedTerms = {
  payer: Address
  merchant: Address
  token: Address
  /** Base units: what is due. */
  amount: bigint
  mode: Terms['mode']
  nowSeconds: bigint
}

/** Where terms ask for something else than the payer was shown. */
export function termsReasons(terms: Terms, expected: ExpectedTerms): string[] {
  return failed([
    [isAddressEqual(terms.payer, expected.payer), 'its payer is not the connected wallet'],
    [isAddressEqual(terms.merchant, expected.merchant), 'it would pay somebody else than the merchant'],
    [isAddressEqual(terms.token, expected.token), 'it asks for another token'],
    [terms.amount === expected.amount, 'it asks for another amount'],
    [terms.mode === expected.mode, 'it treats the money in another way than the invoice says'],
    [terms.authorizeBy > expected.nowSeconds, 'its time to pay has passed'],
  ])
}
