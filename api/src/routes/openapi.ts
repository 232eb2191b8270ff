import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { EVENT_TYPES } from '../domain/eventTypes.ts'
import { API_VERSION } from '../services/createApiKey.ts'
import type { Example } from './exampleOf.ts'
import { refusalsOf, UNFORESEEN } from './refusals.ts'
import type { Access, Route } from './route.ts'
import { routeExamples } from './routeExamples.ts'
import { TAGS, type Tag } from './tags.ts'

const INTRODUCTION = `
Florin bills in tokens and is paid by wallets. Amounts are strings of base units; times are ISO 8601 in UTC.

**Keys.** \`Authorization: Bearer fl_test_…\`. People sign in with a wallet (\`POST /v1/sessions\`) and send the session's
token \`fl_sess_…\` in the same place; what they may do is told by their role. A payer's page uses \`Florin-Checkout-Token\` instead, the token of one
invoice's link.

**Idempotency.** Send an \`Idempotency-Key\` with every POST. A retry with the same key and body gets the first answer
again, with \`Idempotent-Replayed: true\`; the same key with another body is refused with 422.

**Errors** are RFC 9457 problem details: \`code\` never changes its meaning, \`param\` names the field, \`detail\` says what
would be right. Every code: \`docs/errors.md\` of the repository.

**Lists** are newest first. Pass the last id as \`starting_after\` to read on, the first as \`ending_before\` to go back.

**Webhooks** follow Standard Webhooks: verify the raw body, expect a delivery more than once, order by \`seq\`. Examples, retries and
replay: \`docs/events.md\` of the repository. Events:

${Object.entries(EVENT_TYPES)
  .map(([type, meaning]) => `* \`${type}\`: ${meaning}`)
  .join('\n')}
`

/** The OpenAPI 3.1 document, made of the very schemas that parse requests and check answers. */
export function openApiDocument(routes: readonly Route[], serverUrl: string) {
  return describeParameters(
    createDocument({
      openapi: '3.1.0',
      info: {
        title: 'Florin API',
        version: API_VERSION,
        description: INTRODUCTION.trim(),
        license: { name: 'MIT', identifier: 'MIT' },
        contact: { name: 'The host of this installation', url: `${serverUrl}/docs` },
      },
      servers: [{ url: serverUrl, description: 'This installation.' }],
      tags: usedTags(routes).map((name) => ({ name, description: TAGS[name] })),
      paths: pathsOf(routes),
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'A secret key of the merchant’s server.' },
          session: {
            type: 'http',
            scheme: 'bearer',
            description:
              'The token of a person who signed in with a wallet; what it may do is told by its role.',
          },
          checkoutToken: {
            type: 'apiKey',
            in: 'header',
            name: 'Florin-Checkout-Token',
            description: 'The token in the checkout link of one invoice, for the page of its payer.',
          },
        },
      },
    }),
  )
}

/** What a parameter means stands in its schema; the document wants it beside its name too. */
function describeParameters(document: ReturnType<typeof createDocument>) {
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of METHODS) {
      for (const parameter of item[method]?.parameters ?? []) {
        if ('$ref' in parameter) continue
        const { schema } = parameter
        if (typeof schema !== 'object' || schema.description === undefined) continue
        parameter.description ??= schema.description
      }
    }
  }
  return document
}

function usedTags(routes: readonly Route[]): Tag[] {
  const used = new Set<string>(routes.map((route) => route.tag))
  return TAG_NAMES.filter((name) => used.has(name))
}

const isTag = (name: string): name is Tag => Object.hasOwn(TAGS, name)
const TAG_NAMES = Object.keys(TAGS).filter(isTag)

/** The order in which a reader expects the verbs of a path. */
const METHODS: Route['method'][] = ['get', 'post', 'patch', 'delete']

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = Object.fromEntries(routes.map((route) => [route.path, {}]))
  const sorted = METHODS.flatMap((method) => routes.filter((route) => route.method === method))
  for (const route of sorted) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) }
  return paths
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { params, query, body, answer } = route
  const examples = routeExamples(route)
  return {
    operationId: route.operationId,
    summary: route.summary,
    description: route.description,
    tags: [route.tag],
    security: securityOf(route.access),
    requestParams: {
      ...(params ? { path: params } : {}),
      ...(query ? { query } : {}),
      ...(route.idempotencyKey === 'none'
        ? {}
        : { header: idempotencyHeader(route.idempotencyKey === 'required') }),
    },
    ...(body
      ? { requestBody: { content: { 'application/json': { schema: body, ...shown(examples.body) } } } }
      : {}),
    responses: {
      [String(answer.status)]: {
        description: answer.description,
        content: { 'application/json': { schema: answer.schema, ...shown(examples.answer) } },
      },
      ...refusalsOf(route),
      default: UNFORESEEN,
    },
  }
}

function shown(example: Example | undefined): { example?: unknown } {
  return example && 'value' in example ? { example: example.value } : {}
}

function idempotencyHeader(required: boolean) {
  const key = z
    .string()
    .min(1)
    .max(255)
    .meta({ description: 'New for each intent, equal in each retry of it.', example: 'order-1042' })
  return z.object({ 'Idempotency-Key': required ? key : key.optional() })
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === 'public' || access === 'link') return []
  if (access === 'checkout') return [{ checkoutToken: [] }]
  if (access === 'session' || access === 'owner') return [{ session: [] }]
  const byMerchant = [{ apiKey: [] }, { session: [] }]
  return 'orCheckoutToken' in access ? [...byMerchant, { checkoutToken: [] }] : byMerchant
}
