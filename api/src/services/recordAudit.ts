import type { Ctx } from '../context.ts'
import { type AuditActor, withoutSecrets } from '../domain/audit.ts'
import type { Mode, Owner } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'

export interface AuditRecord {
  owner: Owner
  /** Whether what was done concerns test and live mode alike. */
  bothModes?: boolean
  actor: AuditActor
  /** The API's operation, or what a job or command did. */
  operation: string
  target: { object: string; id: string }
  /** The object as it was and as it became, as the API shows it; null where there was or is none. */
  before: unknown
  after: unknown
}

const MODES: readonly Mode[] = ['test', 'live']

/** Writes down who changed what, in the transaction of the change. Where this fails, so does the change. */
export async function recordAudit(ctx: Ctx, record: AuditRecord): Promise<void> {
  const { owner, actor, target } = record
  const now = ctx.clock.now()
  const modes = record.bothModes ? MODES : [owner.mode]
  await ctx.store.auditEntries.insertAll(
    ctx.db,
    modes.map((mode) => ({
      id: newId('aud', now),
      merchant_id: owner.merchantId,
      mode,
      actor_kind: actor.kind,
      actor_id: actor.id,
      operation: record.operation,
      object_type: target.object,
      object_id: target.id,
      before: toJson(record.before),
      after: toJson(record.after),
      request_id: ctx.requestId,
      created_at: now,
    })),
  )
}

function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(withoutSecrets(value))
}
