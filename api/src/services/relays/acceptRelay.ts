import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { lastly } from '../../domain/lastly.ts'
import type { RelayKind } from '../../domain/relay.ts'
import { hourOf } from '../../domain/sponsorship.ts'
import type { Intent, RelayRow } from '../../store/relays.ts'
import { chainById } from '../chainOf.ts'
import { reserveGas } from '../sponsor/reserveGas.ts'

type Hex = `0x${string}`

/** A signed intent that was found executable, ready to be kept. */
export interface SignedIntent extends Intent {
  kind: RelayKind
  calldata: Hex
  onchain_id: Hex | null
  /** What the contract says once it was executed, where an action was signed. */
  digest: Hex | null
  payment_request_id: string | null
  payment_id: string | null
  amount: bigint | null
  deadline: Date
  /** Details of an x402 payment, as JSON. */
  x402?: string
  /** The only key that may send it, where not any of ours may. */
  required_signer?: Hex | null
}

/** The same, with the gas and the most wei that one attempt to send it may cost us, and what the simulation found. */
export interface PricedIntent extends SignedIntent {
  gas_limit: bigint
  gas_ceiling: bigint
  gas_estimate: bigint | null
  simulated_block: bigint | null
  /** What the fee was raised by to pay for it, in base units of the payment's token. */
  gas_recovered?: bigint
}

/**
 * Keeps an intent and what it may cost, in the transaction of the caller. Workers look for accepted relays and send them.
 * Budgets come last, because others wait for them.
 * @param param Where in the request the intent stands, if it does.
 */
export async function acceptRelay(
  ctx: Ctx,
  owner: Owner,
  intent: PricedIntent,
  param?: string,
): Promise<RelayRow> {
  const now = ctx.clock.now()
  const sponsored = {
    merchant_id: owner.merchantId,
    sponsor_hour: hourOf(now),
    sponsor_payer: intent.signer === ctx.hostOperator ? null : intent.signer,
  }
  // What is final by our own books; before posting began, the escrow's first block.
  const { escrowBlock } = chainById(ctx, intent.chain_id)
  const relay = await ctx.store.relays.insert(ctx.db, escrowBlock, {
    ...intent,
    id: newId('rl', now),
    ...sponsored,
    mode: owner.mode,
    status: 'accepted',
    executed_by: null,
    tx_hash: null,
    error_code: null,
    error_reason: null,
    leased_until: null,
    gas_reserved: intent.gas_ceiling,
    created_at: now,
    updated_at: now,
  })
  if (!relay) throw await inFlight(ctx, owner, intent, param)
  await lastly(ctx, (isEnd) => reserveGas(ctx, intent.chain_id, sponsored, intent.gas_ceiling, isEnd))
  return relay
}

/** Refuses an intent that is under way already, and says as which relay. */
export async function refuseInFlight(ctx: Ctx, owner: Owner, intent: Intent, param: string): Promise<void> {
  if (await ctx.store.relays.findLiveIntent(ctx.db, intent)) throw await inFlight(ctx, owner, intent, param)
}

/** Another merchant may be sending the same payer's action; which relay of its own that is, is nobody else's business. */
async function inFlight(ctx: Ctx, owner: Owner, intent: Intent, param?: string): Promise<DomainError> {
  const live = await ctx.store.relays.findLiveIntent(ctx.db, intent)
  const isOwn = live?.merchant_id === owner.merchantId && live.mode === owner.mode
  const relay = isOwn ? live.id : null
  return new DomainError(
    'relay_in_flight',
    `This is under way already as ${relay ?? 'another relay'}; wait until that ends.`,
    { ...(param === undefined ? {} : { param }), extra: { relay } },
  )
}
