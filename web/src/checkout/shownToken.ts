import { isAddressEqual } from 'viem'
import type { Checkout } from '../api/checkout.ts'
import type { ChainInfo, TokenInfo } from '../api/config.ts'

/** The token that a payment of this checkout would be made in, as the installation lists it. */
export function tokenOf(checkout: Checkout, chain: ChainInfo): TokenInfo | undefined {
  return chain.tokens.find((item) => isAddressEqual(item.token, checkout.amountDue.token))
}

/**
 * Whether every amount is shown as the token counts it. Base units are what is signed, and symbol and decimals are all
 * that a payer sees of them: with two decimals too many, a signature would pay a hundred times what the page says.
 */
export function isShownAs(token: TokenInfo, checkout: Checkout): boolean {
  return [checkout.amount, checkout.amountPaid, checkout.amountDue].every(
    (money) =>
      isAddressEqual(money.token, token.token) &&
      money.symbol === token.symbol &&
      money.decimals === token.decimals,
  )
}
