import { describe, it } from 'node:test'
import { expect } from 'chai'
import { DomainError } from '../../api/src/domain/errors.ts'
import { parsePart } from '../../api/src/middleware/parse.ts'
import { routes } from '../../api/src/routes/all.ts'

type Schema = NonNullable<Parameters<typeof parsePart>[0]>

/** What a part of a request is refused with. */
function refusalOf(schema: Schema, value: unknown, part: string) {
  try {
    parsePart(schema, value, part)
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
  return undefined
}

const ODD: readonly unknown[] = [
  undefined,
  null,
  -1,
  1.5,
  1e300,
  '',
  'x',
  'x'.repeat(9_999),
  [],
  [{}],
  {},
  true,
]

describe('what is wrong with a field', () => {
  it('is said by what would be right, of every field of every route', () => {
    let seen = 0
    for (const { operationId, ...parts } of routes) {
      for (const part of ['params', 'query', 'body'] as const) {
        const schema = parts[part]
        const names = schema ? [...Object.keys(schema.shape), 'no_such_field'] : []
        const tries = names.flatMap((name) => ODD.map((value) => ({ [name]: value })))
        for (const value of [...tries, [], 'x', 1, null]) {
          const refusal = schema && refusalOf(schema, value, part)
          for (const { param, message } of refusal?.details.errors ?? []) {
            seen += 1
            const about = `${operationId} ${part} ${JSON.stringify(value)?.slice(0, 80)} ${param}`
            expect(message, about).not.to.match(/invalid|unrecognized|expected|received|too (small|big)/i)
          }
        }
      }
    }
    expect(seen).to.be.greaterThan(1_000)
  })

  const create = schemaOf('createInvoice', 'body')
  const list = schemaOf('listInvoices', 'query')

  it('names each unknown field, a few of very many, and the known ones', () => {
    const errors = refusalOf(create, { one: 1, two: 2 }, 'body')?.details.errors ?? []
    const unknown = errors.filter(({ message }) => message.startsWith('is not known here; known are: '))
    expect(unknown.map(({ param }) => param)).to.deep.equal(['one', 'two'])
    for (const { message } of unknown) expect(message).to.match(/ amount,.* metadata/)
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, 1]))
    expect(refusalOf(create, many, 'body')?.details.errors?.length).to.be.lessThan(20)
    expect(refusalOf(list, { nothing: '1' }, 'query')?.message).to.match(/known are: .*limit/)
  })

  it('names what may be chosen', () => {
    expect(refusalOf(list, { status: 'OPEN' }, 'query')?.message).to.match(
      /^status: must be one of: draft, open/,
    )
  })

  it('is that a parameter was given twice, alone or in brackets', () => {
    const query = { limit: ['1', '2'], created: { gte: ['2030-01-31T12:00:00Z', '2030-01-31T12:00:00Z'] } }
    expect(refusalOf(list, query, 'query')?.details.errors).to.have.deep.members([
      { param: 'limit', message: 'must be given once' },
      { param: 'created[gte]', message: 'must be given once' },
    ])
  })
})

function schemaOf(operationId: string, part: 'query' | 'body'): Schema {
  const schema = routes.find((route) => route.operationId === operationId)?.[part]
  if (!schema) throw new Error(`${operationId} takes no ${part}`)
  return schema
}
