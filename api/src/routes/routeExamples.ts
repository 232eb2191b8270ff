import { z } from 'zod'
import { type Example, exampleOf } from './exampleOf.ts'
import type { Route } from './route.ts'

/** What a caller may send to a route, and what it may answer. */
export interface RouteExamples {
  /** Undefined where the route takes no body. */
  body: Example | undefined
  answer: Example
}

export function routeExamples(route: Route): RouteExamples {
  return {
    body: route.body && exampleOf(route.body, 'input'),
    answer: withUrl(exampleOf(route.answer.schema, 'output'), route.path),
  }
}

const listExample = z.looseObject({ object: z.literal('list'), url: z.string() })

/** Lists share one schema, and each stands at its own route. */
function withUrl(example: Example, path: string): Example {
  if ('missing' in example) return example
  const list = listExample.safeParse(example.value)
  return list.success ? { value: { ...list.data, url: path } } : example
}

/** Why the examples of a route cannot stand in the document: none, or one that its own schema refuses. */
export function faultsOfExamples(route: Route): string[] {
  const { body, answer } = routeExamples(route)
  return [
    ...faultsOf(body, route.body, 'request body'),
    ...faultsOf(answer, route.answer.schema, 'answer'),
  ].map((fault) => `${route.operationId}: ${fault}`)
}

function faultsOf(example: Example | undefined, schema: z.ZodType | undefined, what: string): string[] {
  if (!example || !schema) return []
  if ('missing' in example) {
    return example.missing.map((at) => `the ${what} has no example for ${at}; add .meta({ example }) there`)
  }
  const parsed = schema.safeParse(example.value)
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => {
    const at = issue.path.join('.')
    return `the example of the ${what} does not fit its schema${at && ` at ${at}`}: ${issue.message}`
  })
}
