import { expect } from 'chai'
import type { Ctx } from '../../../../api/src/context.ts'
import { countersOf } from '../../../../api/src/domain/sponsorship.ts'
import type { World } from '../../support/world.ts'

type Sums = { reserved: bigint; spent: bigint }

/** A context whose limits are these; null is no limit. */
export function withLimits(ctx: Ctx, limits: Partial<Ctx['config']['sponsor']>): Ctx {
  return { ...ctx, config: { ...ctx.config, sponsor: { ...ctx.config.sponsor, ...limits } } }
}

/** What every counter says, by its name. */
async function readCounters(world: World): Promise<Record<string, Sums>> {
  const rows = await world.db.selectFrom('sponsor_counter').selectAll().execute()
  return Object.fromEntries(
    rows.map(({ chain_id, subject, hour, reserved, spent }) => [
      `${chain_id} ${subject} ${hour.toISOString()}`,
      { reserved, spent },
    ]),
  )
}

/** The same, made anew from nothing but relays and nonces. */
async function recomputeCounters(world: World): Promise<Record<string, Sums>> {
  const relays = await world.db.selectFrom('relay').selectAll().execute()
  const nonces = await world.db.selectFrom('signer_nonce').selectAll().execute()
  const sums: Record<string, Sums> = {}
  for (const relay of relays) {
    const { sponsor_hour } = relay
    if (sponsor_hour === null) continue
    const own = nonces.filter((nonce) => nonce.relay_id === relay.id)
    const open = own.filter(
      ({ status }) => status === 'taken' || status === 'broadcast' || status === 'mined',
    )
    const isNext = relay.status === 'accepted' && relay.error_code === null
    const attempts = BigInt(open.length) + (isNext ? 1n : 0n)
    const spent = own
      .filter(({ status }) => status === 'final')
      .reduce(
        (sum, row) => sum + (row.gas_used ?? 0n) * (row.effective_gas_price ?? 0n) + (row.l1_fee ?? 0n),
        0n,
      )
    for (const { subject, hour } of countersOf({ ...relay, sponsor_hour })) {
      const name = `${relay.chain_id} ${subject} ${hour.toISOString()}`
      const sum = sums[name] ?? { reserved: 0n, spent: 0n }
      sums[name] = { reserved: sum.reserved + attempts * relay.gas_ceiling, spent: sum.spent + spent }
    }
  }
  return sums
}

/** Every counter is what follows from relays and their nonces. */
export async function expectExactCounters(world: World): Promise<void> {
  expect(await readCounters(world)).to.deep.equal(await recomputeCounters(world))
}
