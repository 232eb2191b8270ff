import { DomainError } from '../../domain/errors.ts'
import { MAX_REVERTS } from '../../domain/gasPolicy.ts'
import { countVain, isAtRisk } from '../../domain/vainGas.ts'
import type { InvoiceRelay } from '../../store/invoiceRelays.ts'

/** A wallet that says yes to a simulation and no in a block costs us gas each time, and the payer nothing; so does a burn. */
export function refuseRepeated(invoiceId: string, relays: readonly InvoiceRelay[], param: string): void {
  const count = countVain(relays)
  if (count < MAX_REVERTS) return
  const newest = relays.findLast(({ reverts }) => reverts > 0)
  const reason = newest?.error_reason ?? null
  const why = reason === null ? 'brought no payment' : `brought no payment (${reason})`
  throw new DomainError(
    'would_revert',
    `${count} transactions for invoice ${invoiceId} ${why}; send this one from your own wallet.`,
    { param, extra: { reason: reason ?? 'unknown', relay: newest?.id ?? null } },
  )
}

/**
 * Counts as reverted what may still be. Otherwise payers whose wallets are contracts could have as many under way as an invoice
 * has parts, and have all of them reverted at once.
 */
export function refuseRisky(invoiceId: string, relays: readonly InvoiceRelay[], param: string): void {
  const risky = relays.filter(isAtRisk)
  if (countVain(relays) + risky.length < MAX_REVERTS) return
  throw new DomainError(
    'relay_in_flight',
    `Payments of contract wallets for invoice ${invoiceId} are under way; try again once they are mined, or send this one from your own wallet.`,
    { param, extra: { relay: risky[0]?.id ?? null } },
  )
}
