import type { WebhookEvent } from '@florin/sdk/webhooks.ts'
import type { Forwarded } from './forward.ts'
import type { Verified } from './verified.ts'

/** One delivery, and what became of it. */
export type Heard = {
  at: Date
  body: Buffer
  verified: Verified
  /** What its sender was answered. */
  status: number
  forwarded: Forwarded | undefined
}

/** The id of what happened to; what moves balances has none of its own. */
function objectIdOf({ data: { object } }: WebhookEvent): string | null {
  return 'id' in object && typeof object.id === 'string' ? object.id : null
}

/** `12:04:31  #7  invoice.paid  inv_…  ✓ verified`, and the body below where it is wanted. */
export function lineOf(heard: Heard, full: boolean): string {
  const { at, verified } = heard
  const time = at.toTimeString().slice(0, 8)
  const columns =
    'event' in verified
      ? [`#${verified.event.seq}`, verified.event.type, objectIdOf(verified.event) ?? '-', '✓ verified']
      : [`✗ not verified: ${verified.reason}`]
  const line = [time, ...columns, outcomeOf(heard)].filter((column) => column !== '').join('  ')
  return full ? `${printable(line)}\n${printable(bodyOf(heard))}` : printable(line)
}

function outcomeOf({ status, forwarded }: Heard): string {
  if (!forwarded) return status === 200 ? '' : `→ ${status}`
  const { milliseconds, error } = forwarded
  return error ? `→ ${status} (${error})` : `→ ${status} in ${milliseconds} ms`
}

function bodyOf({ body, verified }: Heard): string {
  return 'event' in verified ? JSON.stringify(verified.event, null, 2) : body.toString('utf8')
}

/** Anyone on this machine may send a body: no character of it may command the terminal. */
function printable(text: string): string {
  return text.replace(
    /[^\P{Cc}\n]/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

/** The same for programs. */
export function jsonOf(heard: Heard, full: boolean): string {
  const { at, body, verified, status, forwarded } = heard
  const told =
    'event' in verified
      ? {
          verified: true,
          id: verified.event.id,
          seq: verified.event.seq,
          type: verified.event.type,
          object: objectIdOf(verified.event),
        }
      : { verified: false, reason: verified.reason }
  return JSON.stringify({
    time: at.toISOString(),
    ...told,
    status,
    ...(forwarded ? { forward_ms: forwarded.milliseconds } : {}),
    ...(forwarded?.error ? { forward_error: forwarded.error } : {}),
    ...(full ? { body: 'event' in verified ? verified.event : body.toString('utf8') } : {}),
  })
}
