// Writes sdk/openapi.json and the SDK's types from the route schemas; with --check it only says whether they are fresh.
import openapiTypescript, { astToString } from 'openapi-typescript'
import { EVENT_TYPES } from '../api/src/domain/eventTypes.ts'
import { routes } from '../api/src/routes/all.ts'
import { openApiDocument } from '../api/src/routes/openapi.ts'
import { faultsOfExamples } from '../api/src/routes/routeExamples.ts'
import { writeGenerated } from './local/writeGenerated.ts'

const document = openApiDocument(routes, 'http://127.0.0.1:3001')

const faults = [...routes.flatMap(faultsOfExamples), ...parametersWithoutDescription()]
if (faults.length > 0) {
  process.stderr.write(`Not fit for the document:\n${faults.map((fault) => `  ${fault}\n`).join('')}`)
  process.exit(1)
}

function parametersWithoutDescription(): string[] {
  const operations = Object.values(document.paths ?? {}).flatMap(({ get, post, patch, delete: gone }) =>
    [get, post, patch, gone].filter((operation) => operation !== undefined),
  )
  return operations.flatMap(({ operationId, parameters = [] }) =>
    parameters.flatMap((parameter) => {
      if ('$ref' in parameter || parameter.description) return []
      return [
        `${operationId}: the parameter ${parameter.name} has no description; add .meta({ description })`,
      ]
    }),
  )
}

const json = `${JSON.stringify(document, null, 2)}\n`
const types = astToString(
  await openapiTypescript(json, { alphabetize: true, defaultNonNullable: false, silent: true }),
)
const header = '// Made by scripts/generate-openapi.ts from the route schemas. Do not edit.\n\n'

writeGenerated({
  'sdk/src/generated/openapi.json': json,
  'sdk/src/generated/api.ts': header + types,
  'sdk/src/generated/eventTypes.ts': header + eventTypes(),
})

function eventTypes(): string {
  const names = Object.keys(EVENT_TYPES).map((name) => `  '${name}',\n`)
  const type = 'export type EventType = (typeof eventTypes)[number]\n'
  return `/** Every type of event that a webhook may tell. */\nexport const eventTypes = [\n${names.join('')}] as const\n\n${type}`
}
