import { setTimeout as delay } from 'node:timers/promises'
import type { Ctx } from '../../context.ts'
import { isLive } from '../../domain/relay.ts'
import { isFactOf } from '../../domain/x402Fact.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import type { RelayRow } from '../../store/relays.ts'
import { clientFor } from '../clientFor.ts'

type Hex = `0x${string}`

const POLL_MS = 200
/** A minute: less than the ninety seconds after which x402's client gives up. */
const WAIT_MS = 60_000

/** What became of a relay. `pending`: it lives on, and whoever asks again gets its outcome. */
export type X402Outcome =
  | { state: 'settled'; txHash: Hex }
  | { state: 'failed'; code: string; reason: string }
  | { state: 'pending'; txHash: Hex | null }

/** Waits until the money has moved, under whatever hash and by whomever it was sent, or until it cannot any more. */
export async function awaitX402(ctx: Ctx, relayId: string): Promise<X402Outcome> {
  const until = performance.now() + WAIT_MS
  for (let asked = ''; ; ) {
    const relay = await ctx.store.relays.get(ctx.db, relayId)
    // What the chain says changes with a block or with what we sent; every waiting call asks it no more often.
    const now = await stateOf(ctx, relay)
    const outcome = now === asked ? undefined : await outcomeOf(ctx, relay)
    asked = now
    if (outcome) return outcome
    // The chain refused it, and we do not send it again. Anyone may, until its deadline, so that it has not failed yet.
    const isRefused = relay.status === 'accepted' && relay.error_code !== null
    if (isRefused || performance.now() >= until) return { state: 'pending', txHash: relay.tx_hash }
    await delay(POLL_MS)
  }
}

async function stateOf(ctx: Ctx, { chain_id, status, tx_hash }: RelayRow): Promise<string> {
  const posting = await ctx.store.postingChains.find(ctx.db, chain_id)
  return `${status} ${tx_hash} ${posting?.head_block}`
}

/** What became of it as far as is known now; undefined while it may go either way. */
export async function outcomeOf(ctx: Ctx, relay: RelayRow): Promise<X402Outcome | undefined> {
  if (!isLive(relay.status) && relay.status !== 'confirmed') return failureOf(relay)
  const fact = await ctx.store.chainFacts.findLiving(ctx.db, relay.chain_id, relay.onchain_id)
  if (fact && isOurs(relay, fact)) return { state: 'settled', txHash: fact.tx_hash }
  const client = clientFor(ctx, Number(relay.chain_id))
  const found = await ctx.chain.x402.findSettlement(client, relay).catch((error: unknown) => {
    ctx.log.warn(
      { err: error, relay: relay.id },
      'whether an x402 payment was settled could not be found out',
    )
    return undefined
  })
  return found && { state: 'settled', txHash: found.txHash }
}

function isOurs({ signer, amount, x402 }: RelayRow, { payload }: ChainFactRow): boolean {
  return amount !== null && x402 !== null && isFactOf({ signer, amount, x402 }, payload)
}

function failureOf({ status, error_code, error_reason }: RelayRow): X402Outcome {
  return { state: 'failed', code: error_code ?? status, reason: error_reason ?? '' }
}
