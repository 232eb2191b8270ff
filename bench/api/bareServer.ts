// The baseline: Express handlers that do nothing but the queries of the recipe that the benchmark hands them.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import express from 'express'
import pg from 'pg'
import type { Recipe, RecipeQuery, RecipeValue } from './recipe.ts'

interface Orders {
  databaseUrl: string
  poolSize: number
  get: RecipeQuery
  list: RecipeQuery
  create: Recipe
}

const orders: Orders = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const pool = new pg.Pool({ connectionString: orders.databaseUrl, max: orders.poolSize })
const app = express()
app.get('/v1/invoices/:id', async (request, response) => {
  const { rows } = await pool.query(orders.get.text, selectValues(orders.get, request.params.id))
  response.json(rows[0])
})
app.get('/v1/invoices', async (_request, response) => {
  const { rows } = await pool.query(orders.list.text, selectValues(orders.list, ''))
  response.json({ data: rows })
})
app.post('/v1/invoices', express.json(), async (_request, response) => {
  response.status(201).json(await create())
})

/** A select's values, with the id that was asked for in the place of the recorded one. */
function selectValues(query: RecipeQuery, id: string): unknown[] {
  return query.values.map((value) => {
    if (value.kind === 'text') return id !== '' && value.value.startsWith('inv_') ? id : value.value
    return value.kind === 'same' ? value.value : null
  })
}

let turn = 0

async function create(): Promise<unknown> {
  const names = new Map(orders.create.unique.map((text) => [text, renamed(text)]))
  const [recorded = '', ...others] = orders.create.merchants
  turn = (turn + 1) % (others.length + 1)
  names.set(recorded, orders.create.merchants[turn] ?? recorded)
  const client = await pool.connect()
  try {
    await client.query('begin')
    const answers: Record<string, unknown>[] = []
    let invoice: unknown
    for (const query of orders.create.queries) {
      const { rows } = await client.query(
        query.text,
        query.values.map((value) => filled(value, names, answers)),
      )
      answers.push(rows[0] ?? {})
      if (query.text.startsWith('insert into "florin"."invoice" ')) invoice = rows[0]
    }
    await client.query('commit')
    return invoice
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

function filled(
  value: RecipeValue,
  names: ReadonlyMap<string, string>,
  answers: readonly Record<string, unknown>[],
): unknown {
  switch (value.kind) {
    case 'same':
      return value.value
    case 'bytes':
      return Buffer.from(value.hex, 'hex')
    case 'answer':
      return answers[value.query]?.[value.column]
    case 'text': {
      let text = value.value
      for (const [old, fresh] of names) if (text.includes(old)) text = text.replaceAll(old, fresh)
      return text
    }
  }
}

/** Another one of the same shape. */
function renamed(text: string): string {
  if (text.startsWith('0x')) return `0x${randomBytes(32).toString('hex')}`
  const random = randomBytes(40).toString('hex')
  const prefix = /^[a-z]+[_-]/.exec(text)?.[0]
  if (prefix === undefined) return random.slice(0, 43)
  return prefix + random.slice(0, text.length - prefix.length)
}

const server = app.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const port = typeof address === 'object' && address !== null ? address.port : 0
process.on('SIGTERM', () => process.exit(0))
console.log(JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}` }))
