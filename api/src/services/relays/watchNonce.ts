import type { Ctx } from '../../context.ts'
import { toSeconds } from '../../domain/clock.ts'
import { closingCap, type GasFees, replacementFees } from '../../domain/gasPolicy.ts'
import { type NonceStep, nextStep } from '../../domain/nonceStep.ts'
import { isLive, LIVE_STATUSES } from '../../domain/relay.ts'
import type { RelayRow } from '../../store/relays.ts'
import type { NonceRow } from '../../store/signerNonces.ts'
import { considerForeign } from './considerForeign.ts'
import { feeCap } from './feeCap.ts'
import { type ChainView, requireSameChain } from './followChain.ts'
import type { NonceCase } from './nonceCases.ts'
import type { GasSender } from './senderOf.ts'
import { broadcastBytes, type Content, sendForNonces } from './sendForNonce.ts'
import { solventSenders } from './solventSenders.ts'
import { tryTwice } from './tryCall.ts'
import { withRelayLease } from './withRelayLease.ts'

/** A key, and what the chain counts of it. */
export type WatchedSender = GasSender & { counts: { mined: bigint; pending: bigint } }

/** Brings one nonce that is not settled one step further. */
export async function watchNonce(
  ctx: Ctx,
  view: ChainView,
  sender: WatchedSender,
  one: NonceCase,
): Promise<void> {
  const { relay } = one
  const step = stepOf(ctx, view, sender, one)
  if (step === 'wait') return
  if (step === 'settle') return considerForeign(ctx, view, one)
  const act = () => send(ctx, view, sender, one, step)
  // Only one worker signs for a relay at a time; what carries no living intent cannot be signed wrongly.
  if (relay && isLive(relay.status)) await withRelayLease(ctx, relay.id, LIVE_STATUSES, act)
  else await act()
}

/** Whether nothing is to be had any more from what the nonce was taken for. A transfer among our keys has no deadline. */
function isPointless(view: ChainView, { row, relay }: NonceCase): boolean {
  if (row.pays_to !== null) return false
  return !relay || !isLive(relay.status) || toSeconds(relay.deadline) <= view.now.seconds
}

function stepOf(ctx: Ctx, view: ChainView, { counts }: WatchedSender, one: NonceCase): NonceStep {
  const { row, transactions } = one
  const [newest] = transactions
  return nextStep({
    nonce: row.nonce,
    status: row.status,
    minedCount: counts.mined,
    pendingCount: counts.pending,
    newest: newest && {
      signedAt: newest.created_at,
      sentAt: newest.last_sent_at,
      closing: newest.closing,
      blocksSince: view.now.number - newest.head_block,
      isPayable: newest.max_fee_per_gas >= view.now.baseFeePerGas,
    },
    deadlinePassed: isPointless(view, one),
    now: ctx.clock.now(),
  })
}

async function send(
  ctx: Ctx,
  view: ChainView,
  sender: GasSender,
  { row, relay, transactions }: NonceCase,
  step: Exclude<NonceStep, 'wait' | 'settle'>,
): Promise<void> {
  const [newest] = transactions
  if (step === 'resend' && newest) return broadcastBytes(ctx, view, [{ key: row, ...newest }])
  const { signer } = sender
  if (!signer) {
    alarmUnconfigured(ctx, sender, row.nonce)
    // Nothing dearer can be signed, but a node may have dropped what was.
    if (step === 'replace' && newest) await broadcastBytes(ctx, view, [{ key: row, ...newest }])
    return
  }
  const fill = async (content: Content, fees: GasFees) => {
    await requireSameChain(ctx, view)
    await sendForNonces(ctx, view, [{ key: row, signer, content, fees }])
  }
  if (step === 'sign' && relay) return fillTaken(ctx, view, sender, relay, fill)
  const transfer = transferOf(row)
  if (step === 'sign' && transfer) return fill(transfer, view.fees)
  if (!newest) return fill(CLOSING, view.fees)
  const call = relay && ({ kind: 'call', relay, gas: newest.gas_limit } as const)
  const content = step === 'close' || newest.closing ? CLOSING : (call ?? transfer ?? CLOSING)
  const earlier = {
    maxFeePerGas: newest.max_fee_per_gas,
    maxPriorityFeePerGas: newest.max_priority_fee_per_gas,
  }
  const cap = feeCap(ctx, view.chainId)
  const fees = replacementFees(earlier, view.fees, content.kind === 'closing' ? closingCap(cap) : cap)
  // At the cap nothing is dropped: the same bytes are offered again until a block takes them.
  if (!fees) return broadcastBytes(ctx, view, [{ key: row, ...newest }])
  await fill(content, fees)
}

const CLOSING = { kind: 'closing' } as const

function transferOf({ pays_to: to, pays_amount: amount }: NonceRow): Content | null {
  return to === null || amount === null ? null : { kind: 'transfer', to, amount }
}

/** A nonce was taken and its worker died before it signed: the same relay goes into it, or nothing, but never another. */
async function fillTaken(
  ctx: Ctx,
  view: ChainView,
  sender: GasSender,
  relay: RelayRow,
  fill: (content: Content, fees: GasFees) => Promise<void>,
): Promise<void> {
  if ((await solventSenders(ctx, view, [sender])).length === 0) return
  const trial = await tryTwice(ctx, view, sender.key.address, relay)
  if (!trial) return
  if (trial.kind === 'executable') {
    return fill({ kind: 'call', relay, gas: relay.gas_limit }, view.fees)
  }
  const error = { error_code: 'would_revert', error_reason: trial.revert.reason }
  await ctx.store.relays.move(ctx.db, relay.id, ['submitted'], error, ctx.clock.now())
  await fill(CLOSING, view.fees)
}

/** What such a key has under way is sent again and settled, but only the key itself could replace or close it. */
function alarmUnconfigured(ctx: Ctx, { chain, key }: GasSender, nonce: bigint): void {
  ctx.log.error(
    { chain: chain.chainId, signer: key.address, nonce: nonce.toString() },
    'ALARM: a gas signer that is configured no more has a transaction under way; configure it until that is mined',
  )
}
