import { GAS_CAP } from './gasPolicy.ts'

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

/** A key that only just pays for one call would be paused again after it, so it is filled up for some. */
const CALLS_PER_TOP_UP = 5n

/** The host's bounds, or more where the chain is so dear that a key with the least could pay for no call. */
export function fundsAt({ least, target }: SignerFunds, maxFeePerGas: bigint): SignerFunds {
  const call = GAS_CAP * maxFeePerGas
  const enough = CALLS_PER_TOP_UP * call
  return { least: least > call ? least : call, target: target > enough ? target : enough }
}

/** An account with code is delegated (EIP-7702): others may then move its nonce and its money, so it gets no more of either. */
export function pauseReason(
  key: { balance: bigint; isDelegated: boolean },
  { least }: SignerFunds,
): PauseReason | null {
  if (key.isDelegated) return 'delegated'
  return key.balance < least ? 'low_balance' : null
}
