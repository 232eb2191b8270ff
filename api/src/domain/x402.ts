import { factIdentity } from '@florin/sdk/escrow/factIdentity.ts'
import { numberToHex, padHex, toEventSelector } from 'viem'

type Hex = `0x${string}`

export const X402_VERSION = 2

export type X402Scheme = 'exact' | 'upto'

/** By what a payer's signature moves the money. */
type X402Method = 'eip3009' | 'permit2'

/** What a payer signed. */
interface X402Authorization {
  method: X402Method
  token: Hex
  payer: Hex
  payTo: Hex
  /** All that may move: with `upto` less of it may be asked for. */
  amount: bigint
  /** The token's own nonce, or that of Permit2. */
  nonce: Hex
  /** Seconds of chain time after which the contract refuses it. */
  deadline: bigint
  /** The only one who may send it, with `upto` alone. */
  sender: Hex | null
}

/** A payment that a payer signed and that can be sent as it is. */
export interface X402Payment extends X402Authorization {
  scheme: X402Scheme
  chainId: number
  /** What a sender is to call: the token itself, or x402's proxy. */
  call: { contract: Hex; calldata: Hex }
  resource: X402Resource
}

/** What was paid for, as the resource's server describes it. */
interface X402Resource {
  url: string | null
  description: string | null
}

/** What the books keep of it beside the money. */
export interface X402Details {
  scheme: X402Scheme
  method: X402Method
  token: Hex
  pay_to: Hex
  resource: X402Resource
}

/** Why a payment is not taken, in x402's own form. */
export interface X402Refusal {
  reason: string
  message: string
}

const authorizationUsed = toEventSelector('AuthorizationUsed(address,bytes32)')
/** Permit2 logs nothing when it spends a nonce, so this stands for the event that x402's proxy would log. */
const permitUsed = toEventSelector('PermitUsed(address,uint256)')

/**
 * The identity of a payment, known before it is mined: nobody can spend the same nonce of the same payer twice. It is that of the
 * fact, too, by which the books know it. Both proxies spend the same nonces of Permit2, so that the proxy is a part of it: what one
 * of them moved is not what was signed for the other.
 */
export function x402Id(
  chainId: number,
  of: Pick<X402Payment, 'method' | 'token' | 'payer' | 'nonce' | 'call'>,
): Hex {
  const [contract, event] =
    of.method === 'eip3009' ? [of.token, authorizationUsed] : [of.call.contract, permitUsed]
  return factIdentity({
    chainId,
    contract,
    topics: [event, padHex(of.payer, { size: 32 }), of.nonce],
    data: '0x',
  })
}

export function nonceOfNumber(nonce: bigint): Hex {
  return numberToHex(nonce, { size: 32 })
}
