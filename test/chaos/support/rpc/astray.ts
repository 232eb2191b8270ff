import { setTimeout as delay } from 'node:timers/promises'
import type { RpcSite } from './site.ts'

const STRAY_MS = 8_000
/** Who has asked everything signs what the right chain told, a moment after it is gone. */
const GRACE_MS = 1_500

export type Stray = { from: Date; to: Date }

/** All endpoints lead to another chain for a while. */
export async function strayFor({ proxies }: RpcSite, { silent }: { silent: boolean }): Promise<Stray> {
  for (const proxy of proxies) proxy.setMode('astray', { silent })
  const from = new Date(Date.now() + GRACE_MS)
  await delay(STRAY_MS)
  const to = new Date()
  for (const proxy of proxies) proxy.setMode('faulty', { silent })
  return { from, to }
}

/** Transactions that were signed while only another chain answered. */
export async function signedAstray({ stack }: RpcSite, strays: readonly Stray[]): Promise<number> {
  let signed = 0
  for (const { from, to } of strays) {
    const rows = await stack.world.db
      .selectFrom('signer_transaction')
      .select('hash')
      .where('created_at', '>', from)
      .where('created_at', '<', to)
      .execute()
    signed += rows.length
  }
  return signed
}
