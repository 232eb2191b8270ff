import { modeName, sourceName } from '../enums.ts'
import { type EscrowEvent, inclusion } from '../event.ts'
import { lower } from '../hex.ts'
import { paymentStatus } from '../status.ts'
import type { PaymentRow } from './types.ts'

type Opening = EscrowEvent<'Authorized' | 'Charged'>

/** A payment as its first event makes it. A charge is captured at once, an authorization waits. */
export function openedPayment(
  chainId: number,
  event: Opening,
  { captured, fees }: { captured: bigint; fees: bigint },
): PaymentRow {
  const { id, terms, source } = event.args
  const totals = {
    authorized: terms.amount,
    captured,
    fees,
    voided: 0n,
    reclaimed: 0n,
    refunded: 0n,
    capturable: terms.amount - captured,
    refundable: captured - fees,
  }
  return {
    ...inclusion(chainId, event),
    id: lower(id),
    escrow: lower(event.log.address),
    invoiceRef: lower(terms.invoiceRef),
    payer: lower(terms.payer),
    merchant: lower(terms.merchant),
    operator: lower(terms.operator),
    token: lower(terms.token),
    amount: terms.amount,
    mode: modeName(terms.mode),
    source: sourceName(source),
    authorizeBy: BigInt(terms.authorizeBy),
    captureBy: BigInt(terms.captureBy),
    refundBy: BigInt(terms.refundBy),
    minFeeBps: terms.minFeeBps,
    maxFeeBps: terms.maxFeeBps,
    feeRecipient: lower(terms.feeRecipient),
    salt: terms.salt,
    ...totals,
    status: paymentStatus(totals),
  }
}
