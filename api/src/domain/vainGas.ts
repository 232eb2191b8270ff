import { GAS_CAP } from './gasPolicy.ts'
import { isLive, type RelayKind, type RelayStatus } from './relay.ts'

/** A relay of a payment, or of what takes a request for one back. */
export interface RiskyRelay {
  kind: RelayKind
  status: RelayStatus
  gas_limit: bigint
  reverts: number
}

/**
 * How many transactions cost the host gas and brought no money: those that were reverted, and burns. Each used 600,000 gas at the
 * most.
 */
export function countVain(relays: readonly RiskyRelay[]): number {
  return relays.reduce((sum, relay) => sum + relay.reverts + (isBurn(relay) ? 1 : 0), 0)
}

function isBurn({ kind, status }: RiskyRelay): boolean {
  return kind === 'burn' && (isLive(status) || status === 'confirmed')
}

/**
 * Whether a payment may still burn as much as any call: its payer has code, which may say in a block something else than in our
 * simulation. What is mined burned what it burned.
 */
export function isAtRisk({ kind, status, gas_limit: limit }: RiskyRelay): boolean {
  return kind !== 'burn' && (status === 'accepted' || status === 'submitted') && mayBurnAll(limit)
}

export function mayBurnAll(gasLimit: bigint): boolean {
  return gasLimit >= GAS_CAP
}
