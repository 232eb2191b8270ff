import { type EscrowEvent, inclusion } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { BurnedPaymentRow, PaymentRow } from './types.ts'

/** The payer made an id unusable that was never used: no money moved, and none ever will. */
export function burned(
  chainId: number,
  event: EscrowEvent<'Burned'>,
  payment: PaymentRow | null,
): BurnedPaymentRow {
  checker(chainId, 'Burned', event).absent(`payment ${event.args.id}`, payment)
  return {
    ...inclusion(chainId, event),
    id: lower(event.args.id),
    payer: lower(event.args.payer),
    contract: lower(event.log.address),
  }
}
