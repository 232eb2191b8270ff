import type { Address, Hex } from 'viem'

/** What an account may have signed for others to deliver, by the verbs of both contracts. */
export type SignedCallKind =
  | 'burn'
  | 'capture'
  | 'void'
  | 'refund'
  | 'deposit'
  | 'move_prepaid'
  | 'transfer_balance'
  | 'withdraw'
  | 'set_payout'
  | 'set_operator'
  | 'cancel_nonce'
  | 'create_plan'
  | 'set_price'
  | 'archive_plan'
  | 'subscribe'
  | 'replace'
  | 'burn_subscription'
  | 'charge_usage'
  | 'pause'
  | 'resume'
  | 'cancel'

/** Who agreed to a call, and by what. */
export type Signed = {
  account: Address
  /** Spent by the call; for a subscription that begins, its id. */
  nonce: bigint
  /** Unix seconds; the call must be mined strictly before. */
  deadline: bigint
  /** What the contract says was done: the digest of the action, or the subscription id. */
  digest: Hex
  signature: Hex
  /**
   * What the signature is over: the digest, or for EIP-3009 an authorization under the token's own domain, whose nonce the
   * digest is.
   */
  over: 'digest' | 'authorization'
}
