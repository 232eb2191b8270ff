import type { Caller } from './caller.ts'

export type AuditActorKind = 'key' | 'member' | 'payer' | 'job' | 'host'

/** Who did something: a key's id, a member's address, the invoice or payment link of a payer's page, the name of a job, or the host's command. */
export interface AuditActor {
  kind: AuditActorKind
  id: string
}

/** Nobody is behind a public route but a stranger, and a stranger changes nothing of a merchant. */
export function actorOf(caller: Exclude<Caller, { kind: 'public' }>): AuditActor {
  if (caller.kind === 'key') return { kind: 'key', id: caller.keyId }
  if (caller.kind === 'session') return { kind: 'member', id: caller.memberAddress }
  return { kind: 'payer', id: caller.kind === 'link' ? caller.linkId : caller.invoiceId }
}

/**
 * What opens a payer's page, proves who calls, or came back from a merchant's own server. Fields of these names are secret in
 * every object we show.
 */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'secret',
  'checkout_token',
  'checkout_url',
  'link_token',
  'response_excerpt',
])

/** An object as the log may keep it. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] =>
    SECRET_FIELDS.has(name) && inner !== null ? [name, '[secret]'] : [name, withoutSecrets(inner)],
  )
  return withoutPath(Object.fromEntries(entries))
}

/** The path of a webhook endpoint's URL is often a password of its own. */
function withoutPath(object: Record<string, unknown>): Record<string, unknown> {
  const { object: kind, url } = object
  if (kind !== 'webhook_endpoint' || typeof url !== 'string' || !URL.canParse(url)) return object
  return { ...object, url: new URL(url).origin }
}
