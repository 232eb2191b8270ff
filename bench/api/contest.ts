import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { addInvoice } from '../../test/api/support/invoices.ts'
import { addMerchant, type TestMerchant } from '../../test/api/support/merchants.ts'
import { serveApi } from '../../test/api/support/server.ts'
import { openWorld, type World } from '../../test/api/support/world.ts'
import { startTestPart } from '../../test/support/part.ts'
import { type RecordedQuery, recordQueries } from '../../test/support/recordQueries.ts'
import { testFile } from '../../test/support/workspace.ts'
import { ask, type Shot } from './load.ts'
import { type RecipeQuery, recipeOf } from './recipe.ts'

const MERCHANTS = 16
const INVOICES_EACH = 100
/** As many connections to Postgres as the API's process has. */
const POOL_SIZE = 20

interface Filled {
  merchant: TestMerchant
  invoices: string[]
}

/** The API and the bare handlers, each a process on one database that holds invoices of many merchants. */
export async function openContest() {
  const world = await openWorld()
  const closing = [() => world.close()]
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const filled = await fill(world)
    const recorded = await recordOnce(world, filled)
    const file = testFile('bare.json')
    writeFileSync(
      file,
      JSON.stringify({ ...recorded, databaseUrl: world.database.urls.api, poolSize: POOL_SIZE }),
    )
    // With the log that a host has, since it is part of what an answer costs.
    const env = { ...world.env('api'), LOG_LEVEL: 'info' }
    const api = await startTestPart({ name: 'api', file: 'api/src/main.ts', env, ready: 'line' })
    closing.push(() => api.stop())
    const bare = await startTestPart({
      name: 'bare',
      file: 'bench/api/bareServer.ts',
      args: [file],
      ready: 'line',
    })
    closing.push(() => bare.stop())
    const shots = shotsAt(world, filled)
    return { ours: { url: api.url, ...shots }, bare: { url: bare.url, ...shots }, close }
  } catch (error) {
    await close()
    throw error
  }
}

const BILLED = { amount: '25000000', description: 'House blend, 1 kg', metadata: { order: '1042' } }

async function fill(world: World): Promise<Filled[]> {
  const filled: Filled[] = []
  for (let i = 0; i < MERCHANTS; i += 1) {
    const merchant = await addMerchant(world)
    const invoices: string[] = []
    for (let n = 0; n < INVOICES_EACH; n += 1)
      invoices.push((await addInvoice(world, merchant.owner, BILLED)).id)
    filled.push({ merchant, invoices })
  }
  return filled
}

/** One merchant after the other, and one of its invoices after the other. */
function shotsAt(world: World, filled: readonly Filled[]) {
  let turn = 0
  const nextOf = () => {
    turn += 1
    const { merchant, invoices } = at(filled, turn)
    return { merchant, invoice: at(invoices, Math.floor(turn / filled.length)) }
  }
  const run = randomBytes(4).toString('hex')
  return {
    get: { next: () => getShot(nextOf()) },
    list: { next: () => listShot(nextOf().merchant) },
    create: { next: () => createShot(world, nextOf().merchant, `${run}-${turn}`) },
  }
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('the list is empty')
  return found
}

const authorized = ({ key }: TestMerchant) => ({ authorization: `Bearer ${key}` })

function getShot({ merchant, invoice }: { merchant: TestMerchant; invoice: string }): Shot {
  return { method: 'GET', path: `/v1/invoices/${invoice}`, headers: authorized(merchant) }
}

function listShot(merchant: TestMerchant): Shot {
  return { method: 'GET', path: '/v1/invoices', headers: authorized(merchant) }
}

function createShot(world: World, merchant: TestMerchant, idempotencyKey: string): Shot {
  const body = {
    amount: '25000000',
    chain: `eip155:${world.chain.chainId}`,
    token: world.token.address,
    description: 'House blend, 1 kg',
    metadata: { order: '1042' },
  }
  return {
    method: 'POST',
    path: '/v1/invoices',
    headers: {
      ...authorized(merchant),
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
    },
    body: JSON.stringify(body),
  }
}

/** What the API asks the database for each of the three, so that the bare handlers do the same by construction. */
async function recordOnce(world: World, filled: readonly Filled[]) {
  const ctx = world.openCtx({ role: 'api' })
  const recorded = recordQueries(ctx.pool)
  const server = await serveApi({ openCtx: () => ctx })
  const { url } = server
  const agent = new Agent()
  const asked = async (shot: Shot) => {
    recorded.length = 0
    await ask(agent, url, shot)
    return [...recorded]
  }
  const { merchant, invoices } = at(filled, 0)
  try {
    return {
      get: selectOf(await asked(getShot({ merchant, invoice: at(invoices, 0) }))),
      list: selectOf(await asked(listShot(merchant))),
      create: recipeOf(
        await asked(createShot(world, merchant, `bench-key-${'1'.repeat(32)}`)),
        filled.map(({ merchant: { owner } }) => owner.merchantId),
      ),
    }
  } finally {
    agent.destroy()
    await server.close()
  }
}

/** The query that reads invoices, and none of what finds out who asks. */
function selectOf(recorded: readonly RecordedQuery[]): RecipeQuery {
  const found = recorded.find(({ text }) => text.includes('from "florin"."invoice"'))
  if (!found) throw new Error('the API read no invoice')
  return {
    text: found.text,
    values: found.values.map((value) =>
      typeof value === 'string' ? { kind: 'text', value } : { kind: 'same', value },
    ),
  }
}
