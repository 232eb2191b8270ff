/** Why a key sends nothing new. */
export type PauseReason = 'low_balance' | 'delegated'

/** What a key that pays gas should hold, in wei. */
export interface SignerFunds {
  /** Below it the key is paused. */
  least: bigint
  /** What a top-up fills it up to. */
  target: bigint
}

const COIN = 10n ** 18n

/** Where the host set nothing: enough for some transactions on a dear day. */
export const DEFAULT_FUNDS: SignerFunds = { least: COIN / 50n, target: COIN / 10n }

/** An account with code is delegated (EIP-7702): others may then move its nonce and its money, so it gets no more of either. */
export function pauseReason(
  key: { balance: bigint; isDelegated: boolean },
  { least }: SignerFunds,
): PauseReason | null {
  if (key.isDelegated) return 'delegated'
  return key.balance < least ? 'low_balance' : null
}
