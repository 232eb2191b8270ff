import type { Ctx } from '../../context.ts'
import { fromSeconds, toSeconds } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { deal, MAX_IN_FLIGHT, MAX_REVERTS } from '../../domain/gasPolicy.ts'
import { isFresh, notedError, type RelayError } from '../../domain/relay.ts'
import type { RelayRow } from '../../store/relays.ts'
import { reserveAgain } from '../sponsor/reserveAgain.ts'
import { finishUnsent, judgeWithoutUs } from './finishRelay.ts'
import { type ChainView, followChain, requireSameChain } from './followChain.ts'
import { configuredSenders, type GasSender, relayChainOf } from './senderOf.ts'
import { type Filling, sendForNonces } from './sendForNonce.ts'
import { solventSenders } from './solventSenders.ts'
import { tryTwice } from './tryCall.ts'
import { withRelayLease, withWaitingRelays } from './withRelayLease.ts'

type Hex = `0x${string}`

/** Sends one accepted relay. */
export async function dispatchRelay(ctx: Ctx, relayId: string): Promise<void> {
  const { chain_id } = await ctx.store.relays.get(ctx.db, relayId)
  const view = await followChain(ctx, relayChainOf(ctx, chain_id))
  if (!view) return
  const senders = await findRoom(ctx, view)
  if (senders.length === 0) return
  await withRelayLease(ctx, relayId, ['accepted'], async (relay, leasedUntil) => {
    await dispatch(ctx, view, senders, [relay], leasedUntil)
  })
}

/** The most relays that are sent in one go: nodes bound how much they are asked at once. */
const BATCH = 64

/** Sends accepted relays of a chain, as many as our keys have room for. What comes too late by now ends, with or without room. */
export async function dispatchWaiting(ctx: Ctx, view: ChainView): Promise<void> {
  let sent = BATCH
  while (sent === BATCH) {
    sent = 0
    const senders = await findRoom(ctx, view)
    const room = senders.reduce((sum, { places }) => sum + places, 0)
    const which =
      room > 0 ? { limit: Math.min(room, BATCH) } : { limit: BATCH, dueBy: fromSeconds(view.now.seconds) }
    await withWaitingRelays(ctx, view.chainId, which, async (relays, leasedUntil) => {
      sent = await dispatch(ctx, view, senders, relays, leasedUntil)
    })
  }
}

/** Keys below their cap, and how far below. */
async function findRoom(ctx: Ctx, view: ChainView): Promise<(GasSender & { places: number })[]> {
  const senders = configuredSenders(ctx, view)
  const addresses = senders.map(({ key }) => key.address)
  const loads = await ctx.store.gasSigners.listLoads(ctx.db, view.chainId, addresses)
  const inFlight = new Map(loads.map((load) => [load.address, load.inFlight]))
  return senders.flatMap((sender) => {
    // A key without books is opened by the watcher, which first asks the chain what it was used for.
    const places = MAX_IN_FLIGHT - (inFlight.get(sender.key.address) ?? MAX_IN_FLIGHT)
    return places > 0 ? [{ ...sender, places }] : []
  })
}

/** A relay that would be executed now, with the gas to sign. */
interface Ready {
  relay: RelayRow
  gas: bigint
}

/**
 * Everything that can fail comes before a nonce is taken. Where this stops in between, the watcher finishes it with the same
 * nonce.
 * @returns How many relays were sent.
 */
async function dispatch(
  ctx: Ctx,
  view: ChainView,
  senders: readonly GasSender[],
  relays: readonly RelayRow[],
  leasedUntil: Date,
): Promise<number> {
  const solvent = await solventSenders(ctx, view, senders)
  const tried = await Promise.all(relays.map((relay) => prove(ctx, view, solvent, relay, leasedUntil)))
  const ready = tried.filter((one) => one !== undefined)
  const vain = relays.filter((_, index) => !tried[index]).map(({ id }) => id)
  if (vain.length > 0) await ctx.store.relays.noteTried(ctx.db, vain, ctx.clock.now())
  if (ready.length === 0) return 0
  await requireSameChain(ctx, view)
  const fillings = await takeRoom(ctx, view, solvent, ready, leasedUntil)
  if (fillings.length === 0) return 0
  ctx.crashPoint('after-nonce')
  await sendForNonces(ctx, view, fillings)
  return fillings.length
}

const TOO_LATE: RelayError = {
  code: 'deadline_passed',
  reason: 'the deadline of what was signed passed before a transaction could be sent',
}

/** Finds out whether a relay is worth a nonce. One that cannot be tried now holds up no other. */
async function prove(
  ctx: Ctx,
  view: ChainView,
  solvent: readonly GasSender[],
  relay: RelayRow,
  leasedUntil: Date,
): Promise<Ready | undefined> {
  try {
    return await tryRelay(ctx, view, solvent, relay, leasedUntil)
  } catch (error) {
    ctx.log.error({ relay: relay.id, err: error }, 'a relay could not be tried')
    return undefined
  }
}

async function tryRelay(
  ctx: Ctx,
  view: ChainView,
  solvent: readonly GasSender[],
  relay: RelayRow,
  leasedUntil: Date,
): Promise<Ready | undefined> {
  const noted = notedError(relay)
  const settle = (error: RelayError) => settleUnsent(ctx, view, relay, error, leasedUntil)
  if (toSeconds(relay.deadline) <= view.now.seconds) return settle(noted ?? TOO_LATE)
  const payer = solvent.find(({ key }) => (relay.required_signer ?? key.address) === key.address)
  // It waits until a key that may send it can pay.
  if (!payer) return undefined
  if (noted) {
    const reverted = await ctx.store.gasSigners.countReverted(ctx.db, relay.id)
    // It lives on until its deadline, but not at our cost.
    // Who paid by x402 was refused when the chain refused, and may have paid anew: theirs is not sent a second time.
    if (relay.x402 !== null || reverted >= MAX_REVERTS) return settle(noted)
  }
  const ready = { relay, gas: relay.gas_limit }
  if (isFresh(relay, view.now.number)) return ready
  const trial = await tryTwice(ctx, view, payer.key.address, relay)
  if (trial?.kind === 'executable') return ready
  // It was possible in a block that this pass does not know yet.
  const isAhead = (relay.simulated_block ?? 0n) > view.now.number
  if (!trial || isAhead) return undefined
  return settle(noted ?? { code: 'would_revert', reason: trial.revert.reason })
}

/** The contract would refuse: somebody else was first, or it is not possible now, or not any more. No nonce was spent. */
async function settleUnsent(
  ctx: Ctx,
  view: ChainView,
  relay: RelayRow,
  error: RelayError,
  leasedUntil: Date,
): Promise<undefined> {
  const outcome = await judgeWithoutUs(ctx, view, relay, error)
  if (outcome) await finishUnsent(ctx, relay, outcome, leasedUntil)
}

/** Those that the chain refused before gave their room in the budgets back: each takes it again or waits, and holds up no other. */
async function takeRoom(
  ctx: Ctx,
  view: ChainView,
  senders: readonly GasSender[],
  ready: readonly Ready[],
  leasedUntil: Date,
): Promise<Filling[]> {
  const isAgain = ({ relay }: Ready) => notedError(relay) !== null
  const first = ready.filter((one) => !isAgain(one))
  const fillings = first.length === 0 ? [] : await takeNonces(ctx, view, senders, first, leasedUntil)
  for (const one of ready.filter(isAgain)) {
    try {
      fillings.push(...(await takeNonces(ctx, view, senders, [one], leasedUntil)))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      ctx.log.warn({ relay: one.relay.id, err: error }, 'a relay waits for room in a gas budget')
      await ctx.store.relays.noteTried(ctx.db, [one.relay.id], ctx.clock.now())
    }
  }
  return fillings
}

/**
 * Takes nonces for relays, in one transaction with the relays' own step: each from the key with the fewest in flight. Relays for
 * which no key has room, or whose lease ran out meanwhile, are left to whoever comes next.
 */
async function takeNonces(
  ctx: Ctx,
  view: ChainView,
  senders: readonly GasSender[],
  ready: readonly Ready[],
  leasedUntil: Date,
): Promise<Filling[]> {
  const { gasSigners, locks, relays, signerNonces } = ctx.store
  const now = ctx.clock.now()
  const addresses = senders.map(({ key }) => key.address)
  return locks.inTransaction(ctx.db, async (tx) => {
    await gasSigners.lockAll(tx, view.chainId, addresses)
    const loads = await gasSigners.listLoads(tx, view.chainId, addresses)
    const dealt = dealOut(loads, ready)
    if (dealt.length === 0) return []
    const ids = dealt.map(({ relay }) => relay.id)
    const submitted = await relays.submit(tx, ids, leasedUntil, now)
    const ours = dealt.filter(({ relay }) => submitted.has(relay.id))
    const counts = new Map(
      [...Map.groupBy(ours, ({ address }) => address)].map(([own, all]) => [own, all.length]),
    )
    const next = await gasSigners.takeNonces(tx, view.chainId, counts)
    const fillings = ours.map((one) => fill(view, senders, next, one))
    await signerNonces.insertTaken(
      tx,
      fillings.map(({ key, content }) => ({ ...key, relay_id: content.relay.id })),
      now,
    )
    for (const { relay } of ours) if (notedError(relay)) await reserveAgain({ ...ctx, db: tx }, relay)
    ctx.crashPoint('before-nonce-commit')
    return fillings
  })
}

type Dealt = Ready & { address: Hex }

function dealOut(loads: Parameters<typeof deal<Hex>>[0], ready: readonly Ready[]): Dealt[] {
  const dealt = deal(
    loads,
    ready.map(({ relay }) => relay.required_signer),
  )
  return ready.flatMap((one, index) => {
    const address = dealt[index]
    return address === undefined ? [] : [{ ...one, address }]
  })
}

/** Gives a relay the next nonce of its key. */
function fill(
  view: ChainView,
  senders: readonly GasSender[],
  next: Map<Hex, bigint>,
  { relay, gas, address }: Dealt,
) {
  const signer = senders.find(({ key }) => key.address === address)?.signer
  const nonce = next.get(address)
  if (!signer || nonce === undefined) throw new Error(`no nonce was taken for relay ${relay.id}`)
  next.set(address, nonce + 1n)
  const key = { chain_id: view.chainId, address, nonce }
  return { key, signer, content: { kind: 'call', relay, gas } as const, fees: view.fees }
}
