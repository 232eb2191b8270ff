import type { Ctx } from '../../context.ts'
import { isLive } from '../../domain/relay.ts'
import type { X402Payment } from '../../domain/x402.ts'
import type { RelayRow } from '../../store/relays.ts'
import { outcomeOf, type X402Outcome } from './awaitX402.ts'

/**
 * What a payment is answered that was posted before. Who asks may be a server that lost its answer, or one that was paid twice with
 * one signature; x402's clients say nothing that tells them apart. So while the relay lives, the call that made it is the only one
 * that hears of success; whoever asks once it has ended gets the same outcome, for the resource that was paid for and no other.
 */
export async function repeatX402(ctx: Ctx, relay: RelayRow, payment: X402Payment): Promise<X402Outcome> {
  if (relay.calldata !== payment.call.calldata) return OTHER_WRITING
  if (relay.x402?.resource.url !== payment.resource.url) return OTHER_RESOURCE
  const pending = { state: 'pending', txHash: relay.tx_hash } as const
  if (isLive(relay.status)) return pending
  return (await outcomeOf(ctx, relay)) ?? pending
}

const OTHER_WRITING: X402Outcome = {
  state: 'failed',
  code: 'duplicate_settlement',
  reason: 'this payment was made already, by another writing of its signature',
}

const OTHER_RESOURCE: X402Outcome = {
  state: 'failed',
  code: 'duplicate_settlement',
  reason: 'this payment was made for another resource',
}
