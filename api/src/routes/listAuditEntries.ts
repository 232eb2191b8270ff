import { z } from 'zod'
import { toAuditEntry } from '../domain/objects/auditEntry.ts'
import { defineRoute } from './route.ts'
import { actorKinds, auditEntryListSchema } from './shapes/auditEntry.ts'
import { keepableText, listQuery } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'

const idText = keepableText().min(1, 'has at least 1 character').max(100, 'has at most 100 characters')

export const listAuditEntries = defineRoute({
  method: 'get',
  path: '/v1/audit_log',
  operationId: 'listAuditEntries',
  summary: 'List who changed what, newest first',
  description:
    'Every change by a key, a person, a payer’s page, a job or the host. Refused calls and replays leave no entry. Nothing can be changed or deleted here.',
  tag: 'Audit log',
  access: { scope: 'audit:read' },
  query: listQuery('aud', 'an audit entry', {
    actor_kind: z
      .enum(actorKinds, `must be one of: ${actorKinds.join(', ')}`)
      .optional()
      .meta({ description: 'Only changes by such an actor.' }),
    actor: idText
      .transform((text) => (/^0x/i.test(text) ? text.toLowerCase() : text))
      .optional()
      .meta({ type: 'string', description: 'Id of a key, or address of a member.' }),
    object: idText.optional().meta({ description: 'Id of what was changed.' }),
    operation: idText
      .optional()
      .meta({ description: 'Only changes by this operation of the API.', example: 'voidInvoice' }),
  }),
  answer: { status: 200, schema: auditEntryListSchema, description: 'A page of entries.' },
  handle: async (ctx, { caller, query }) => {
    const { actor, actor_kind: actorKind, object, operation } = query
    const filter = { actor, actorKind, object, operation }
    const listed = await ctx.store.auditEntries.list(ctx.db, toPage(caller, query), filter)
    return toList('/v1/audit_log', listed, toAuditEntry)
  },
})
