import { estimateWithin, GAS_CAP, gasLimitFor } from './gasPolicy.ts'
import type { RelayKind } from './relay.ts'

/**
 * The gas that a call of each kind is sent with: the most that was measured, by whichever source and into balances that were
 * empty, a quarter more, and room for two balances that became empty since. Measured by the bench and by what relays' tests
 * send, in the test dollar.
 */
export const GAS_LIMITS: Record<RelayKind, bigint> = {
  authorize: 220_000n,
  charge: 240_000n,
  capture: 170_000n,
  void: 150_000n,
  refund: 210_000n,
  burn: 150_000n,
  deposit: 190_000n,
  move_prepaid: 130_000n,
  transfer_balance: 160_000n,
  withdraw: 170_000n,
  set_payout: 150_000n,
  set_operator: 150_000n,
  cancel_nonce: 150_000n,
  create_plan: 160_000n,
  set_price: 130_000n,
  archive_plan: 130_000n,
  subscribe: 250_000n,
  replace: 250_000n,
  burn_subscription: 150_000n,
  charge_usage: 200_000n,
  pause: 130_000n,
  resume: 130_000n,
  cancel: 130_000n,
  x402_exact: 170_000n,
  x402_upto: 170_000n,
}

/**
 * What a call is signed with, and so the most that it can burn. One that needs more than its kind does, such as in a token that
 * is dearer to move, gets what it needs. A signer with code decides by it whether it signed (ERC-1271), and what that burns nobody
 * knows beforehand, so it may burn as much as any call.
 */
export function gasLimitOf(call: { kind: RelayKind; signerHasCode: boolean; estimate: bigint }): bigint {
  if (call.signerHasCode) return GAS_CAP
  const needed = gasLimitFor(call.estimate)
  const usual = GAS_LIMITS[call.kind]
  return needed > usual ? needed : usual
}

/** Payers' payments come in numbers. What other calls burn is measured, also because merchants may be asked to pay for it. */
const MANY: readonly RelayKind[] = ['charge', 'authorize', 'x402_exact', 'x402_upto']

/**
 * The gas with which a call of its kind is tried first: where it passes, its limit is enough, with the margin that a measured one
 * would have. Undefined for kinds that are measured.
 */
export function usualGasOf(kind: RelayKind): bigint | undefined {
  return MANY.includes(kind) ? estimateWithin(GAS_LIMITS[kind]) : undefined
}
