import { EVENT_TYPES } from '../../api/src/domain/eventTypes.ts'
import { webhookBody } from '../../api/src/domain/objects/event.ts'
import { eventExample } from '../../api/src/routes/examples/event.ts'
import { EXAMPLE_TIME, exampleId } from '../../api/src/routes/examples/parts.ts'
import { MOST_EVENTS } from '../../api/src/services/replayRange.ts'
import { ATTEMPT_TIMEOUT_MS } from '../../api/src/services/sendWebhook.ts'
import { type Described, KINDS } from './kinds.ts'
import { retries } from './retries.ts'

/** docs/events.md, from what the API itself works with. */
export function eventsPage(): string {
  const types = Object.keys(EVENT_TYPES).length
  return `<!-- Made by scripts/generate-events.ts. Do not edit. -->

# Events and webhooks

Whatever happens to a merchant's objects is kept as an event, in the transaction that made it true: ${types} types, listed
[below](#types). \`GET /v1/events\` reads them; a webhook endpoint is told of them. Schemas are those of the reference at \`/docs\` and
of [openapi.json](../sdk/src/generated/openapi.json); in TypeScript, \`WebhookEvent\` of [@florin/sdk](../sdk/README.md).

## What is delivered

A POST, with this body:

\`\`\`json
${deliveredExample()}
\`\`\`

\`data.object\` is the object as the API showed it at that moment. It may have changed since: ask the API where that matters. Where the
object alone does not tell what happened, \`data.cause\` does. \`seq\` numbers the events of one merchant and mode, without gaps. There will
be more types and more fields: ignore those that you do not know.

## Verify

Deliveries follow [Standard Webhooks](https://www.standardwebhooks.com): \`webhook-id\` is the event's id, \`webhook-timestamp\` the moment of
the attempt, \`webhook-signature\` an HMAC of both and the body under the endpoint's secret. Verify the raw body, since parsed and printed
again it has other bytes, and refuse timestamps more than five minutes away. \`verifyWebhook\` of the SDK does all of that, and so do the
libraries of Standard Webhooks in other languages; [the receiver](../examples/webhookReceiver.mjs) is a whole server. While a secret is
rotated there are two signatures, of which one has to fit.

## At least once, in no promised order

- A delivery may come again, after a lost answer or a crash: always with the same \`webhook-id\` and the same body. Remember ids, and do what
  an event asks for once.
- An endpoint is told one thing at a time, in the order of \`seq\`. What failed is tried again later, and newer events do not wait for it: so
  a \`seq\` may come after a higher one. An endpoint that wants only some types sees gaps, as do those created later.
- To miss nothing whatever happened to your server, read \`GET /v1/events?ending_before=\` the last event that you know,
  which answers with what came after it.

## Retries

${retries()}

Only 2xx is a success, within ${ATTEMPT_TIMEOUT_MS / 1_000} seconds; answer first and work afterwards. Redirects are not followed. Every attempt
and its answer stand in \`GET /v1/webhook_endpoints/{id}/deliveries\`.

## Replay

\`POST /v1/events/{id}/replay\` delivers one event once more, \`POST /v1/webhook_endpoints/{id}/replay\` those of a span of time, up to
${MOST_EVENTS.toLocaleString('en')}: with their own ids, so whoever remembers ids loses nothing by it.

## Try

\`npm run listen\` shows what an API on this machine delivers, and with \`-- --forward URL\` passes it on to your own server.
\`POST /v1/webhook_endpoints/{id}/test\` sends \`webhook.test\` to one endpoint.

## Types

${sections()}`
}

function deliveredExample(): string {
  const body = webhookBody({
    id: eventExample.id,
    merchant_id: exampleId('mer'),
    mode: 'test',
    seq: BigInt(eventExample.seq),
    type: eventExample.type,
    data: { object: { object: 'invoice', id: exampleId('inv'), '…': '…' } },
    created_at: new Date(EXAMPLE_TIME),
  })
  return pretty(JSON.parse(body))
}

function sections(): string {
  return Object.entries(KINDS)
    .map(([kind, described]) => section(kind, described))
    .join('\n')
}

function section(kind: string, { title, object, examples }: Described): string {
  const types = Object.entries(EVENT_TYPES)
    .filter(([type]) => type.startsWith(`${kind}.`))
    .map(([type, meaning]) => `- \`${type}\`: ${meaning}\n`)
    .join('')
  return `### ${title}\n\n${types}\n\`data.object\`: ${object}\n${examples.map(folded).join('')}`
}

function folded(example: unknown): string {
  return `\n<details><summary>Example</summary>\n\n\`\`\`json\n${pretty(example)}\n\`\`\`\n\n</details>\n`
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2)
