import { type Address, getAddress } from 'viem'
import { parseSiweMessage } from 'viem/siwe'

export interface SignIn {
  /** Where the pages are; a wallet warns where it is asked to sign for another site. */
  webUrl: string
  address: Address
  chainId: number
  nonce: string
  issuedAt: Date
  expiresAt: Date
}

/**
 * The text that signs somebody in (EIP-4361). Written here because viem's `createSiweMessage` refuses an IP address with a
 * port as domain, where local pages are served; its parser reads the same text.
 */
export function signInMessage({ webUrl, address, chainId, nonce, issuedAt, expiresAt }: SignIn): string {
  return [
    `${new URL(webUrl).host} wants you to sign in with your Ethereum account:`,
    getAddress(address),
    '',
    'Sign in to Florin. This moves no money and costs no gas.',
    '',
    `URI: ${webUrl}`,
    'Version: 1',
    `Chain ID: ${chainId}`,
    `Nonce: ${nonce}`,
    `Issued At: ${issuedAt.toISOString()}`,
    `Expiration Time: ${expiresAt.toISOString()}`,
  ].join('\n')
}

/** The nonce by which an issued message is found again. */
export function nonceOf(message: string): string | undefined {
  return parseSiweMessage(message).nonce
}
