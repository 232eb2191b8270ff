import type { ChainNow } from '../../chain/sender.ts'
import type { Ctx } from '../../context.ts'
import { toSeconds } from '../../domain/clock.ts'
import { closingCap, replacementFees } from '../../domain/gasPolicy.ts'
import { type NonceStep, nextStep } from '../../domain/nonceStep.ts'
import { isLive, LIVE_STATUSES } from '../../domain/relay.ts'
import type { NonceRow, TransactionRow } from '../../store/gasSigners.ts'
import type { RelayRow } from '../../store/relays.ts'
import { feeCap } from './feeCap.ts'
import type { GasSender } from './senderOf.ts'
import { broadcastBytes, currentFees, sendForNonce } from './sendForNonce.ts'
import { settleNonce } from './settleNonce.ts'
import { tryCall } from './tryCall.ts'
import { withRelayLease } from './withRelayLease.ts'

/** A chain as one pass sees it. */
export interface ChainView {
  sender: GasSender
  now: ChainNow
  counts: { mined: bigint; pending: bigint }
}

/** Brings one nonce one step further. */
export async function watchNonce(ctx: Ctx, view: ChainView, row: NonceRow): Promise<void> {
  const relay = await carriedBy(ctx, row)
  const transactions = await ctx.store.gasSigners.listTransactions(ctx.db, row)
  const step = nextStep({
    nonce: row.nonce,
    status: row.status,
    minedCount: view.counts.mined,
    pendingCount: view.counts.pending,
    newest: describe(ctx, transactions[0]),
    deadlinePassed: !relay || !isLive(relay.status) || toSeconds(relay.deadline) <= view.now.seconds,
    now: ctx.clock.now(),
  })
  if (step === 'wait') return
  if (step === 'settle') return settleNonce(ctx, view, row, relay, transactions)
  const act = () => send(ctx, view.sender, row, relay, transactions[0], step)
  // Only one worker signs for a relay at a time; what carries no living intent cannot be signed wrongly.
  if (relay && isLive(relay.status)) await withRelayLease(ctx, relay.id, LIVE_STATUSES, act)
  else await act()
}

/** The relay whose outcome hangs on this nonce: none, where it never had one or where the relay left it for another. */
async function carriedBy(ctx: Ctx, row: NonceRow): Promise<RelayRow | null> {
  if (row.relay_id === null) return null
  const relay = await ctx.store.relays.get(ctx.db, row.relay_id)
  if (relay.status === 'accepted') return null
  const newest = await ctx.store.gasSigners.findNewestNonce(ctx.db, row, relay.id)
  return newest?.nonce === row.nonce ? relay : null
}

function describe(ctx: Ctx, newest: TransactionRow | undefined) {
  return (
    newest && {
      signedAt: newest.created_at,
      sentAt: newest.last_sent_at,
      closing: ctx.chain.signing.isClosing(newest),
    }
  )
}

async function send(
  ctx: Ctx,
  sender: GasSender,
  row: NonceRow,
  relay: RelayRow | null,
  newest: TransactionRow | undefined,
  step: Exclude<NonceStep, 'wait' | 'settle'>,
): Promise<void> {
  if (step === 'sign' && relay) return sign(ctx, sender, row, relay)
  if (step === 'resend' && newest) return broadcastBytes(ctx, sender, newest)
  const wanted = await currentFees(ctx, sender)
  if (!newest) return sendForNonce(ctx, sender, row.nonce, { kind: 'closing' }, wanted)
  const closing = step === 'close' || ctx.chain.signing.isClosing(newest) || !relay
  const earlier = {
    maxFeePerGas: newest.max_fee_per_gas,
    maxPriorityFeePerGas: newest.max_priority_fee_per_gas,
  }
  const cap = feeCap(ctx, sender.chain.chainId)
  const fees = replacementFees(earlier, wanted, closing ? closingCap(cap) : cap)
  // At the cap nothing is dropped: the same bytes are offered again until a block takes them.
  if (!fees) return broadcastBytes(ctx, sender, newest)
  const content = closing
    ? ({ kind: 'closing' } as const)
    : ({ kind: 'call', relay, gas: newest.gas_limit } as const)
  await sendForNonce(ctx, sender, row.nonce, content, fees)
}

/** A nonce was taken and its worker died before it signed: the same relay goes into it, or nothing, but never another. */
async function sign(ctx: Ctx, sender: GasSender, row: NonceRow, relay: RelayRow): Promise<void> {
  const trial = await tryCall(ctx, sender, relay)
  if (trial.kind === 'unfunded') return
  if (trial.kind === 'executable') {
    const content = { kind: 'call', relay, gas: trial.gas } as const
    return sendForNonce(ctx, sender, row.nonce, content, trial.fees)
  }
  const error = { error_code: 'would_revert', error_reason: trial.revert.reason }
  await ctx.store.relays.move(ctx.db, relay.id, ['submitted'], error, ctx.clock.now())
  await sendForNonce(ctx, sender, row.nonce, { kind: 'closing' }, await currentFees(ctx, sender))
}
