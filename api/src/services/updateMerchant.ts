import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import type { toMerchant } from '../domain/objects/merchant.ts'
import { parseOrigin } from '../domain/origin.ts'
import { parseTimeZone } from '../domain/timeZone.ts'
import { emitEvent } from './emitEvent.ts'
import { getMerchant } from './getMerchant.ts'
import { type NewTier, replaceTiers } from './replaceTiers.ts'

/** What a caller wants to be different; fields that are undefined stay as they are. */
export interface MerchantChange {
  name?: string | undefined
  support_email?: string | null | undefined
  support_url?: string | null | undefined
  time_zone?: string | undefined
  default_tolerance_bps?: number | undefined
  allowed_origins?: string[] | undefined
  operator_opted_in?: boolean | undefined
  metadata?: Record<string, string> | undefined
  confirmation_tiers?: NewTier[] | undefined
}

/** Changes a merchant's settings. */
export async function updateMerchant(
  ctx: Ctx,
  owner: Owner,
  change: MerchantChange,
): Promise<ReturnType<typeof toMerchant>> {
  const { confirmation_tiers: tiers, time_zone, allowed_origins, metadata, ...plain } = change
  const columns = definedOf({
    ...plain,
    time_zone: time_zone === undefined ? undefined : parseTimeZone(time_zone, 'time_zone'),
    allowed_origins: allowed_origins && readOrigins(ctx, allowed_origins),
    metadata: metadata && JSON.stringify(metadata),
  })
  const [field] = Object.keys(columns)
  if (field !== undefined) {
    await requireLive(ctx, owner, field)
    await ctx.store.merchants.update(ctx.db, owner.merchantId, columns)
  }
  if (tiers) await replaceTiers(ctx, owner, tiers)
  const object = await getMerchant(ctx, owner)
  if (field !== undefined || tiers) {
    await emitEvent(ctx, { owner, type: 'merchant.updated', objectId: owner.merchantId, object })
  }
  return object
}

function readOrigins(ctx: Ctx, origins: string[]): string[] {
  const allowLoopback = ctx.config.environment === 'local'
  return origins.map((origin, index) =>
    parseOrigin(origin, { allowLoopback, param: `allowed_origins.${index}` }),
  )
}

/** A key for trying things out must not decide about real money. */
async function requireLive(ctx: Ctx, owner: Owner, field: string): Promise<void> {
  if (owner.mode === 'live' || !(await ctx.store.merchantAddresses.hasLive(ctx.db, owner.merchantId))) return
  throw new DomainError(
    'live_key_required',
    `${field} holds for live payments too, and you are paid on live chains; change it with a live key.`,
    { param: field },
  )
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function definedOf<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>
}
