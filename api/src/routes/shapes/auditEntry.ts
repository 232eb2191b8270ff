import { z } from 'zod'
import { listSchema, timeSchema } from './common.ts'

export const actorKinds = ['key', 'member', 'payer', 'job', 'host'] as const

const shown = {
  object: 'audit_entry' as const,
  id: 'aud_01h2xcejqtf2nbrexx3vqjhp41',
  mode: 'test' as const,
  actor: { kind: 'key' as const, id: 'key_01h2xcejqtf2nbrexx3vqjhp41' },
  operation: 'deleteWebhookEndpoint',
  target: { object: 'webhook_endpoint', id: 'we_01h2xcejqtf2nbrexx3vqjhp41' },
  before: { object: 'webhook_endpoint', id: 'we_01h2xcejqtf2nbrexx3vqjhp41', status: 'enabled' },
  after: { object: 'webhook_endpoint', id: 'we_01h2xcejqtf2nbrexx3vqjhp41', deleted: true },
  request_id: 'req_0f4a3c1d9b8e4f6a8c7d6e5f4a3b2c1d',
  created_at: '2026-11-22T12:00:00.000Z',
}

const auditEntrySchema = z
  .object({
    object: z.literal('audit_entry'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    actor: z.object({ kind: z.enum(actorKinds), id: z.string() }).meta({
      description:
        'A key by its id, a member by its address, a payer’s page by its invoice, a job or the host’s command by its name.',
    }),
    operation: z.string().meta({ description: 'The `operationId` of the call, or what the job did.' }),
    target: z
      .object({ object: z.string(), id: z.string() })
      .meta({ description: 'What the call’s path names, or else what it made.' }),
    before: z.unknown().meta({ description: 'The target as it was shown before; null where it is new.' }),
    after: z.unknown().meta({ description: 'What the call answered, without secrets.' }),
    request_id: z.string().nullable(),
    created_at: timeSchema,
  })
  .meta({ id: 'AuditEntry', example: shown })

export const auditEntryListSchema = listSchema(auditEntrySchema, 'AuditEntryList')
