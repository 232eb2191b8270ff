import { after, afterEach, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { SCOPES } from '../../api/src/domain/caller.ts'
import { freePort } from '../../scripts/local/ports.ts'
import { groupIsAlive } from '../../scripts/local/processGroup.ts'
import { writeRunningState } from '../../scripts/local/runningState.ts'
import { addMerchant, type TestMerchant } from '../api/support/merchants.ts'
import { serveApi, type TestServer } from '../api/support/server.ts'
import { textAt } from '../api/support/textAt.ts'
import { openWorld, type World } from '../api/support/world.ts'
import { verify } from '../api/webhooks/support/deliver.ts'
import { answering, openReceiver, type Receiver } from '../api/webhooks/support/receiver.ts'
import { startTestPart } from '../support/part.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFolder } from '../support/workspace.ts'
import {
  jsonLineWith,
  type ListenerProcess,
  lineWith,
  openListener,
  runListener,
} from './support/listener.ts'

describe('npm run listen', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let receiver: Receiver
  let worker: { stop(): Promise<unknown> }
  const started: { stop(): Promise<unknown> }[] = []

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
    receiver = await openReceiver()
    worker = await startTestPart({
      name: 'worker',
      file: 'test/api/webhooks/support/workerProcess.ts',
      env: world.env('worker'),
      ready: 'line',
    })
  })
  afterEach(async () => {
    receiver.answer = answering(204)
    receiver.received.length = 0
    for (const part of started.splice(0)) await part.stop()
  })
  after(async () => {
    await worker?.stop()
    await receiver?.close()
    await server?.close()
    await world?.close()
  })

  it('tells what the running sandbox delivers, refuses forgeries, and leaves nothing behind', async () => {
    const listener = await openListener({ FLORIN_DIR: runningSandbox() })
    started.push(listener)
    const invoice = await addInvoice()
    expect(await lineWith(listener, invoice)).to.match(
      new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}#\\d+ {2}invoice\\.created {2}${invoice} {2}✓ verified$`),
    )
    const forged = await fetch(listener.url, {
      method: 'POST',
      headers: {
        'webhook-id': 'evt_forged',
        'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
        'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}`,
      },
      body: '{"id":"evt_forged","type":"invoice.paid","data":{"object":{"id":"inv_forged"}}}',
    })
    expect(forged.status).to.equal(401)
    expect(await lineWith(listener, '✗ not verified'))
      .to.include('No matching signature')
      .and.include('→ 401')
    expect(listener.output()).to.not.include('inv_forged')
    expect((await fetch(listener.url)).status).to.equal(405)

    expect(await endpointUrls()).to.deep.equal([listener.url])
    await listener.stop()
    expect(await listener.exited).to.deep.equal({ code: 0, signal: null })
    expect(groupIsAlive(listener.pid)).to.equal(false)
    expect(await endpointUrls()).to.deep.equal([])
    expect(listener.output()).to.not.include(merchant.key).and.not.include('whsec_')
  })

  it('passes deliveries on as they came, and answers what the own server answers', async () => {
    const listener = await listenTo('--json', '--full', '--forward', receiver.url)
    receiver.answer = answering(503, { 'retry-after': '3600' }, 'closed for lunch')
    const invoice = await addInvoice()
    const told = await jsonLineWith(listener, invoice)
    expect(told).to.include({ verified: true, type: 'invoice.created', object: invoice, status: 503 })
    expect(told.forward_ms).to.be.a('number')
    expect(verify(secretOf(listener), receiver.received[0])).to.deep.equal(told.body)
    const attempt = await waitFor(() => attemptAt(textAt(told, 'id')), { describe: 'the recorded attempt' })
    expect(attempt).to.include({ response_status: 503, response_excerpt: 'closed for lunch' })

    await fetch(listener.url, { method: 'POST', body: 'not from the API\u001b[2J' })
    expect(await jsonLineWith(listener, '"verified":false')).to.include({
      reason: 'Missing required headers',
      status: 401,
      body: 'not from the API\u001b[2J',
    })
    expect(receiver.received).to.have.length(1)
  })

  it('serves the receiver of the examples, and says where nobody takes what is passed on', async () => {
    const port = await freePort()
    const args = ['--events', 'invoice.created', '--forward', `http://127.0.0.1:${port}/webhooks`]
    const listener = await listenTo(...args)
    const first = await addInvoice()
    expect(await lineWith(listener, first)).to.match(/→ 502 \(ECONNREFUSED\)$/)

    const example = await startTestPart({
      name: 'example',
      file: 'examples/webhookReceiver.mjs',
      args: [secretOf(listener)],
      env: { PORT: String(port) },
    })
    started.push(example)
    await lineWith(example, 'listening on')
    const second = await addInvoice()
    expect(await lineWith(listener, second)).to.match(/✓ verified {2}→ 204 in \d+ ms$/)
    expect(await lineWith(example, second)).to.match(/^evt_\w+ invoice\.created inv_\w+$/)
  })

  it('says why it cannot listen, and never a key', async () => {
    const weak = await addMerchant(world, { scopes: SCOPES.filter((s) => s !== 'webhook_endpoints:write') })
    const config = { ...world.ctx.config, environment: 'production' as const }
    const production = await serveApi(world, { replace: { config } })
    started.push({ stop: () => production.close() })
    const nowhere = `http://127.0.0.1:${await freePort()}`
    const said = await Promise.all([
      failure(weak.key, server.url),
      failure('fl_test_unknown', server.url),
      failure(merchant.key, production.url),
      failure(merchant.key, nowhere),
      failure(merchant.key, receiver.url),
    ])
    expect(said[0]).to.include('webhook_endpoints:write')
    expect(said[1]).to.include('does not accept the key')
    expect(said[2]).to.include('does not deliver to a listener on this machine')
    expect(said[3]).to.include('cannot be reached')
    expect(said[4]).to.include('no API of Florin')
  })

  it('exits with 2 where it is not told enough', async () => {
    const listener = await runListener({})
    expect((await listener.exited).code).to.equal(2)
    expect(listener.output()).to.include('npm start')
  })

  async function listenTo(...args: string[]) {
    const listener = await openListener({ FLORIN_API_KEY: merchant.key }, '--api', server.url, ...args)
    started.push(listener)
    return listener
  }

  /** What the command says when it ends because it cannot listen. */
  async function failure(key: string, api: string): Promise<string> {
    const listener = await runListener({ FLORIN_API_KEY: key }, '--api', api)
    expect((await listener.exited).code).to.equal(1)
    expect(listener.output()).to.not.include(key)
    return listener.output()
  }

  /** A folder that says what `npm start` would: here the API runs, and this is the demo merchant's key. */
  function runningSandbox(): string {
    const dir = testFolder()
    const url = 'http://127.0.0.1:1'
    const { urls } = world.database
    writeRunningState(dir, {
      pid: process.pid,
      startedAt: new Date().toISOString(),
      chainId: world.chain.chainId,
      deploymentsDir: dir,
      urls: { web: url, api: server.url, worker: url, indexer: url, rpc: world.anvil.rpcUrl },
      database: { name: 'florin', urls },
      demo: { merchant: merchant.owner.merchantId, apiKey: merchant.key, invoice: 'inv_1', checkoutUrl: url },
    })
    return dir
  }

  async function addInvoice(): Promise<string> {
    const reply = await server.call('POST', '/v1/invoices', {
      key: merchant.key,
      body: { amount: '10000000', chain: 'eip155:31337', token: world.token.address },
    })
    return textAt(reply.body, 'id')
  }

  async function endpointUrls(): Promise<unknown[]> {
    const { body } = await server.call('GET', '/v1/webhook_endpoints', { key: merchant.key })
    return Array.isArray(body.data) ? body.data.map((endpoint) => endpoint.url) : []
  }

  async function attemptAt(eventId: string): Promise<unknown> {
    const [attempt] = await world.ctx.store.deliveries.listAttempts(world.ctx.db, eventId)
    return attempt
  }
})

/** What it says that a server behind it verifies with. */
function secretOf(listener: ListenerProcess): string {
  return /whsec_[\w+/=]+/.exec(listener.output())?.[0] ?? ''
}
