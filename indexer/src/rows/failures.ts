import { type EscrowEvent, inclusion, type ManagerEvent } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { FailedCaptureRow, FailedChargeRow, SubscriptionRow } from './types.ts'

/** A batch left a capture out. The payment may be one that nobody ever authorized. */
export function captureFailed(chainId: number, event: EscrowEvent<'ItemFailed'>): FailedCaptureRow {
  const { id, reason } = event.args
  return {
    ...inclusion(chainId, event),
    paymentId: lower(id),
    reason: lower(reason),
    contract: lower(event.log.address),
  }
}

/** A period that is due could not be charged, and stays due. */
export function chargeFailed(
  chainId: number,
  event: ManagerEvent<'SubscriptionChargeFailed'>,
  subscription: SubscriptionRow | null,
): FailedChargeRow {
  const { id, period, reason } = event.args
  const check = checker(chainId, 'SubscriptionChargeFailed', event)
  const { nextPeriod } = check.present(`subscription ${id}`, subscription)
  check.atLeast('period', BigInt(period), nextPeriod)
  return {
    ...inclusion(chainId, event),
    subscriptionId: lower(id),
    period: BigInt(period),
    reason: lower(reason),
    contract: lower(event.log.address),
  }
}
