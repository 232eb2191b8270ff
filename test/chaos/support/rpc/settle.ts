import { LIVE_STATUSES } from '../../../../api/src/domain/relay.ts'
import { waitFor } from '../../../support/waitFor.ts'
import { chainOf } from '../processes/onChain.ts'
import type { Sale } from './flow.ts'
import type { RpcSite } from './site.ts'

const TIMEOUT_MS = 120_000

/** Lets everything come to its end that is under way. Answers what did not. */
export async function settleSales({ stack }: RpcSite, sales: readonly Sale[]): Promise<string[]> {
  const { db } = stack.world
  const late: string[] = []
  const until = async (describe: string, holds: () => Promise<boolean>) => {
    await waitFor(holds, { describe, timeoutMs: TIMEOUT_MS, intervalMs: 100 }).catch(() =>
      late.push(describe),
    )
  }
  await until('every relay to end', async () => {
    const live = await db.selectFrom('relay').select('id').where('status', 'in', LIVE_STATUSES).execute()
    return live.length === 0
  })
  await until('every nonce to be settled', async () => {
    const open = db.selectFrom('signer_nonce').select('nonce').where('status', '<>', 'final')
    return (await open.execute()).length === 0
  })
  await until('every refund to be booked', async () => {
    const booked = await db.selectFrom('refund').select('id').where('status', '=', 'succeeded').execute()
    return booked.length === sales.filter(({ refunded }) => refunded > 0n).length
  })
  return late
}

/** Sales of which the contract or the books hold something else than what was asked for. */
export async function salesApart({ stack }: RpcSite, sales: readonly Sale[]): Promise<string[]> {
  const { world } = stack
  const chain = chainOf(world)
  const apart: string[] = []
  for (const { onchainId, amount, refunded } of sales) {
    const { capturable, refundable } = await chain.paymentOf(onchainId)
    const left = amount - refunded
    if (capturable !== 0n || refundable !== left) {
      apart.push(`${onchainId}: ${capturable} and ${refundable} on the chain, not ${left}`)
    }
    const row = await world.db
      .selectFrom('payment')
      .select(['captured', 'capturable', 'refundable'])
      .where('onchain_id', '=', onchainId)
      .executeTakeFirst()
    if (row?.captured !== amount || row.capturable !== 0n || row.refundable !== left) {
      apart.push(`${onchainId}: ${row?.captured}, ${row?.capturable}, ${row?.refundable} in the books`)
    }
  }
  return apart
}
