import type { RelayStatus } from '../domain/relay.ts'

/** How the relay of a refund or payout fares; null where it has none. */
export interface RelayFate {
  relay_status: RelayStatus | null
  relay_error_code: string | null
  relay_error_reason: string | null
}

/** The columns of {@link RelayFate}, where `relay` is joined. */
export const RELAY_FATE = [
  'relay.status as relay_status',
  'relay.error_code as relay_error_code',
  'relay.error_reason as relay_error_reason',
] as const
