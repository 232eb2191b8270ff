import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { EVENT_TYPES } from '../domain/eventTypes.ts'
import { problemSchema } from '../middleware/problem.ts'
import { API_VERSION } from '../services/createApiKey.ts'
import type { Access, Route } from './route.ts'

const INTRODUCTION = `
Florin bills in tokens and is paid by wallets. Amounts are strings of base units; times are ISO 8601 in UTC.

**Keys.** \`Authorization: Bearer fl_test_…\`. A payer's page uses \`Florin-Checkout-Token\` instead, the token of one
invoice's link.

**Idempotency.** Send an \`Idempotency-Key\` with every POST. A retry with the same key and body gets the first answer
again, with \`Idempotent-Replayed: true\`; the same key with another body is refused with 422.

**Errors** are RFC 9457 problem details: \`code\` never changes its meaning, \`param\` names the field, \`detail\` says what
would be right.

**Lists** are newest first. Pass the last id as \`starting_after\` to read on, the first as \`ending_before\` to go back.

**Webhooks** follow Standard Webhooks. Events:

${Object.entries(EVENT_TYPES)
  .map(([type, meaning]) => `* \`${type}\`: ${meaning}`)
  .join('\n')}
`

/** The OpenAPI 3.1 document, made of the very schemas that parse requests and check answers. */
export function openApiDocument(routes: readonly Route[], serverUrl: string) {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Florin API',
      version: API_VERSION,
      description: INTRODUCTION.trim(),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths: pathsOf(routes),
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A secret key of the merchant’s server.' },
        checkoutToken: { type: 'apiKey', in: 'header', name: 'Florin-Checkout-Token' },
      },
    },
  })
}

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) }
  return paths
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { params, query, body, answer } = route
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    tags: [route.tag],
    security: securityOf(route.access),
    requestParams: {
      ...(params ? { path: params } : {}),
      ...(query ? { query } : {}),
      ...(route.idempotencyKey === 'none'
        ? {}
        : { header: idempotencyHeader(route.idempotencyKey === 'required') }),
    },
    ...(body ? { requestBody: { content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [String(answer.status)]: {
        description: answer.description,
        content: { 'application/json': { schema: answer.schema } },
      },
      default: {
        description: 'What was wrong, and what would be right.',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  }
}

function idempotencyHeader(required: boolean) {
  const key = z
    .string()
    .min(1)
    .max(255)
    .meta({ description: 'New for each intent, equal in each retry of it.' })
  return z.object({ 'Idempotency-Key': required ? key : key.optional() })
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === 'public') return []
  if (access === 'checkout') return [{ checkoutToken: [] }]
  const byKey = { apiKey: [] }
  return 'orCheckoutToken' in access ? [byKey, { checkoutToken: [] }] : [byKey]
}
