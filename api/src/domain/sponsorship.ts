import { closingCap } from './gasPolicy.ts'

type Hex = `0x${string}`

/** What an hour of acceptance is counted under, and what all hours together are. */
const HOUR_MS = 3_600_000
export const ALL_HOURS = new Date(0)

/** Whose gas a counter counts, on one chain: everybody's, one merchant's, or what one signer had us send. */
export type Subject = 'chain' | `merchant:${string}` | `payer:${Hex}`

export interface CounterKey {
  subject: Subject
  /** The hour's beginning, or {@link ALL_HOURS}. */
  hour: Date
}

/** What a relay says about whose budgets it counts in. */
export interface Sponsored {
  merchant_id: string
  sponsor_hour: Date
  /** Null where the host signed. */
  sponsor_payer: Hex | null
}

export function hourOf(now: Date): Date {
  return new Date(now.getTime() - (now.getTime() % HOUR_MS))
}

export function secondsToNextHour(now: Date): number {
  return Math.ceil((HOUR_MS - (now.getTime() % HOUR_MS)) / 1_000)
}

/** How long a relay is under way, mostly. Longer than the SDK waits by itself: whoever cannot wait is told at once. */
const RELAY_SECONDS = 60

/**
 * After how long a budget of the hour may have room again: soon, where relays under way hold what is lacking and will cost far
 * less; where it was spent, with the next hour.
 */
export function secondsToRoom(
  now: Date,
  { limit, spent }: { limit: bigint; spent: bigint },
  needed: bigint,
): number {
  const toNextHour = secondsToNextHour(now)
  return spent + needed > limit ? toNextHour : Math.min(RELAY_SECONDS, toNextHour)
}

/** Every counter that a relay counts in. */
export function countersOf({ merchant_id, sponsor_hour: hour, sponsor_payer }: Sponsored): CounterKey[] {
  return [
    { subject: 'chain', hour },
    { subject: `merchant:${merchant_id}`, hour: ALL_HOURS },
    { subject: `merchant:${merchant_id}`, hour },
    ...(sponsor_payer === null ? [] : [{ subject: `payer:${sponsor_payer}` as const, hour }]),
  ]
}

/**
 * The most that one attempt may cost: the call is signed with that much gas, and never at a higher price than the chain's cap. What
 * closes its nonce instead is counted beside it, and so is what a rollup takes for the chain below.
 */
export function attemptCeiling(
  gasLimit: bigint,
  capWei: bigint,
  closingGas: bigint,
  l1CeilingWei: bigint,
): bigint {
  return gasLimit * capWei + closingGas * closingCap(capWei) + l1CeilingWei
}
