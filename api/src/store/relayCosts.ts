import { sql } from 'kysely'
import type { Mode } from '../domain/caller.ts'
import { idsFrom } from '../domain/ids.ts'
import type { RelayCostFields } from '../domain/objects/relayCost.ts'
import type { Db } from './database.ts'

/** What a merchant's relays cost, by day, chain and kind, the newest day first. An id's time is that of acceptance. */
export async function listRelayCosts(
  db: Db,
  owner: { merchantId: string; mode: Mode },
  span: { from: Date; to: Date },
  chainId: bigint | undefined,
): Promise<RelayCostFields[]> {
  const { rows } = await sql<RelayCostFields>`
    WITH cost AS (
      SELECT relay.*, to_char(relay.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, payment.token
      FROM florin.relay relay
      LEFT JOIN florin.payment payment ON relay.gas_recovered > 0 AND payment.id = relay.payment_id
      WHERE relay.merchant_id = ${owner.merchantId} AND relay.mode = ${owner.mode}
        AND relay.id >= ${idsFrom('rl', span.from.getTime())} AND relay.id < ${idsFrom('rl', span.to.getTime())}
        AND ${chainId === undefined ? sql`true` : sql`relay.chain_id = ${chainId}`}),
    per_token AS (
      SELECT day, chain_id, kind, token, count(*) AS relays, sum(gas_used) AS gas_used, sum(gas_spent) AS spent,
        sum(gas_reserved) AS reserved,
        coalesce(sum(gas_recovered) FILTER (WHERE status = 'confirmed' AND executed_by = 'self'), 0) AS recovered
      FROM cost GROUP BY day, chain_id, kind, token)
    SELECT day, chain_id, kind, sum(relays)::bigint AS relays, sum(gas_used) AS gas_used, sum(spent) AS spent,
      sum(reserved) AS reserved,
      coalesce(
        json_agg(json_build_object('token', token, 'amount', recovered::text) ORDER BY token)
          FILTER (WHERE recovered > 0), '[]') AS recovered
    FROM per_token GROUP BY day, chain_id, kind
    ORDER BY day DESC, chain_id, kind`.execute(db)
  return rows
}
