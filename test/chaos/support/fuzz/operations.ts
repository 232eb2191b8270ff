import { isRecord } from '../../../../scripts/local/json.ts'

/** A JSON Schema as it stands in the document. */
export type Schema = Record<string, unknown>

export type Parameter = {
  name: string
  place: 'path' | 'query' | 'header'
  required: boolean
  schema: Schema
}

/** What one operation of the API takes, as the document tells everybody. */
export type Operation = {
  id: string
  method: string
  path: string
  parameters: readonly Parameter[]
  body: Schema | undefined
  /** Names of the security schemes of which any lets a caller in; none where everybody may call. */
  security: readonly string[]
}

/** Every operation of an OpenAPI document, with its references put in place. */
export function readOperations(document: unknown): Operation[] {
  // A round through JSON leaves what clients get to see.
  const plain: unknown = JSON.parse(JSON.stringify(document))
  const { paths } = record(plain)
  return Object.entries(record(paths)).flatMap(([path, item]) =>
    Object.entries(record(item)).map(([method, operation]) =>
      readOperation(plain, { path, method, operation: record(operation) }),
    ),
  )
}

function readOperation(
  document: unknown,
  { path, method, operation }: { path: string; method: string; operation: Schema },
): Operation {
  const content = record(record(record(operation.requestBody).content)['application/json'])
  return {
    id: String(operation.operationId),
    method: method.toUpperCase(),
    path,
    parameters: list(operation.parameters).map((parameter) => readParameter(resolve(document, parameter))),
    body: 'schema' in content ? record(resolve(document, content.schema)) : undefined,
    security: list(operation.security).flatMap((scheme) => Object.keys(record(scheme))),
  }
}

function readParameter(parameter: unknown): Parameter {
  const { name, in: place, required, schema } = record(parameter)
  if (place !== 'path' && place !== 'query' && place !== 'header')
    throw new Error(`a parameter stands in ${place}`)
  return { name: String(name), place, required: required === true, schema: record(schema) }
}

/** Deeper than any schema of ours; a schema that holds itself ends here. */
const DEEPEST = 24

function resolve(document: unknown, value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return {}
  if (Array.isArray(value)) return value.map((inner) => resolve(document, inner, depth + 1))
  if (!isRecord(value)) return value
  if (typeof value.$ref === 'string') return resolve(document, lookUp(document, value.$ref), depth + 1)
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolve(document, inner, depth + 1)]),
  )
}

function lookUp(document: unknown, reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce((node: unknown, key) => record(node)[key], document)
}

export function record(value: unknown): Schema {
  return isRecord(value) ? value : {}
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
