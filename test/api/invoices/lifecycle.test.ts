import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { finalizeInvoice } from '../../../api/src/services/finalizeInvoice.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { addPayment } from '../support/payments.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

const PAYER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const DAY_MS = 24 * 60 * 60 * 1000

describe('the life of an invoice', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const call = (method: string, path: string, body?: unknown, key = merchant.key) =>
    server.call(method, `/v1/invoices${path}`, { key, body })
  const create = (changes: Record<string, unknown> = {}) =>
    call('POST', '', { chain: 'eip155:31337', token: world.token.address, ...changes })
  const draft = async (changes: Record<string, unknown> = {}): Promise<string> =>
    String((await create({ amount: '10000000', draft: true, ...changes })).body.id)
  const eventsOf = async (id: string) => {
    const rows = await world.db
      .selectFrom('event')
      .select('type')
      .where('object_id', '=', id)
      .orderBy('seq')
      .execute()
    return rows.map((row) => row.type)
  }
  const refusal = async (reply: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await reply
    return [status, body.code, body.param]
  }
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()

  it('adds its lines up, and makes one line of an amount alone', async () => {
    const lines = [
      { description: 'House blend, 1 kg', quantity: 3, unit_amount: '5000000' },
      { description: 'Delivery', unit_amount: '1' },
    ]
    const { status, body } = await create({ lines })
    expect(status).to.equal(201)
    expect(body.amount).to.include({ amount: '15000001' })
    expect(JSON.parse(JSON.stringify(body.lines))).to.have.length(2)
    const [first, second] = JSON.parse(JSON.stringify(body.lines))
    expect(first).to.include({ description: 'House blend, 1 kg', quantity: 3, price: null })
    expect(first.amount.amount).to.equal('15000000')
    expect(second.quantity).to.equal(1)
    expect((await call('GET', `/${body.id}`)).body).to.deep.equal(body)

    const alone = await create({ amount: '7', description: 'A cup' })
    expect(JSON.stringify(alone.body.lines)).to.contain('"A cup"').and.contain('"amount":"7"')
    expect(JSON.stringify((await create({ amount: '7' })).body.lines)).to.contain('"Amount due"')
  })

  it('keeps every digit of lines beyond what a JavaScript number holds', async () => {
    const unit = '9007199254740993'
    const { body } = await create({ lines: [{ description: 'x', quantity: 999_999, unit_amount: unit }] })
    expect(body.amount).to.include({ amount: (BigInt(unit) * 999_999n).toString() })
    const listed = await call('GET', '?limit=1')
    expect(JSON.stringify(listed.body)).to.contain(`"amount":"${BigInt(unit) * 999_999n}"`)
  })

  it('opens a draft with the next number, and fixes what it asks for', async () => {
    const id = await draft({ due_at: inDays(3) })
    const before = (await call('GET', `/${id}`)).body
    expect(before).to.include({ status: 'draft', number: null, expires_at: null, finalized_at: null })
    const { status, body } = await call('POST', `/${id}/finalize`, {})
    expect([status, body.status]).to.deep.equal([200, 'open'])
    expect(body.number).to.match(/^\d+$/)
    const lateDays = (Date.parse(String(body.expires_at)) - Date.parse(String(body.due_at))) / DAY_MS
    expect(lateDays).to.equal(30)
    expect(await refusal(call('POST', `/${id}/finalize`, {}))).to.deep.equal([409, 'invoice_not_draft', 'id'])
    expect(await refusal(call('PATCH', `/${id}`, { amount: '1' }))).to.deep.equal([
      409,
      'invoice_not_draft',
      'amount',
    ])
    expect(await eventsOf(id)).to.deep.equal(['invoice.created', 'invoice.finalized'])
  })

  it('changes everything of a draft', async () => {
    const id = await draft()
    const { status, body } = await call('PATCH', `/${id}`, {
      lines: [{ description: 'Two', quantity: 2, unit_amount: '4' }],
      tolerance_bps: 100,
      capture_method: 'manual',
      expires_at: inDays(2),
      metadata: { order: '7' },
    })
    expect(status).to.equal(200)
    expect(body).to.include({ tolerance_bps: 100, capture_method: 'manual', status: 'draft' })
    expect(body.amount).to.include({ amount: '8' })
    expect((await call('GET', `/${id}`)).body).to.deep.equal(body)
    expect((await call('PATCH', `/${id}`, { amount: '9' })).body.amount).to.include({ amount: '9' })
    expect((await call('PATCH', `/${id}`, {})).body.amount).to.include({ amount: '9' })
    expect(await eventsOf(id)).to.deep.equal(['invoice.created', 'invoice.updated', 'invoice.updated'])
  })

  it('judges only the deadline that is changed', async () => {
    const id = await draft({ due_at: inDays(1), expires_at: inDays(2) })
    await sql`UPDATE florin.invoice SET due_at = now() - interval '1 day' WHERE id = ${id}`.execute(world.db)
    const expires_at = inDays(5)
    const changed = await call('PATCH', `/${id}`, { expires_at })
    expect([changed.status, changed.body.expires_at]).to.deep.equal([200, expires_at])
    expect(await refusal(call('PATCH', `/${id}`, { expires_at: '2020-01-01T00:00:00Z' }))).to.deep.equal([
      400,
      'invalid_request',
      'expires_at',
    ])
  })

  it('changes of an open invoice what it says and when it is due, and of a void one only metadata', async () => {
    const { id } = await addInvoice(world, merchant.owner)
    const due_at = inDays(2)
    const changed = await call('PATCH', `/${id}`, { description: 'New', due_at, metadata: { a: 'b' } })
    expect(changed.body).to.include({ description: 'New', due_at, status: 'open' })
    for (const field of [
      { lines: [{ description: 'x', unit_amount: '1' }] },
      { capture_method: 'manual' },
      { tolerance_bps: 1 },
      { expires_at: inDays(1) },
    ]) {
      const [param] = Object.keys(field)
      expect(await refusal(call('PATCH', `/${id}`, field))).to.deep.equal([409, 'invoice_not_draft', param])
    }
    expect(await refusal(call('PATCH', `/${id}`, { due_at: inDays(8) }))).to.deep.equal([
      400,
      'invalid_request',
      'due_at',
    ])
    await call('POST', `/${id}/void`, {})
    expect(await refusal(call('PATCH', `/${id}`, { description: 'x' }))).to.deep.equal([
      409,
      'invoice_not_draft',
      'description',
    ])
    expect((await call('PATCH', `/${id}`, { metadata: {} })).body.metadata).to.deep.equal({})
  })

  it('lets the database itself refuse to change or delete what is open', async () => {
    const { id } = await addInvoice(world, merchant.owner)
    for (const statement of [
      sql`UPDATE florin.invoice SET amount = 1 WHERE id = ${id}`,
      sql`UPDATE florin.invoice SET number = 1000 WHERE id = ${id}`,
      sql`DELETE FROM florin.invoice WHERE id = ${id}`,
      sql`DELETE FROM florin.invoice_line WHERE invoice_id = ${id}`,
    ]) {
      const outcome = await statement.execute(world.db).then(
        () => 'done',
        (error: Error) => error.message,
      )
      expect(outcome).to.contain('is open')
    }
  })

  it('deletes a draft and nothing else', async () => {
    const id = await draft()
    expect((await call('DELETE', `/${id}`)).body).to.deep.equal({ object: 'invoice', id, deleted: true })
    expect(await refusal(call('GET', `/${id}`))).to.deep.equal([404, 'not_found', 'id'])
    expect(await refusal(call('DELETE', `/${id}`))).to.deep.equal([404, 'not_found', 'id'])
    expect(await eventsOf(id)).to.deep.equal(['invoice.created', 'invoice.deleted'])
    const { id: open } = await addInvoice(world, merchant.owner)
    expect(await refusal(call('DELETE', `/${open}`))).to.deep.equal([409, 'invoice_not_draft', 'id'])
  })

  it('opens no draft that asks for nothing, or whose time has passed', async () => {
    const empty = String((await create({ draft: true })).body.id)
    expect(await refusal(call('POST', `/${empty}/finalize`, {}))).to.deep.equal([
      409,
      'invoice_not_finalizable',
      'id',
    ])
    const late = await draft({ due_at: inDays(1) })
    await sql`UPDATE florin.invoice SET due_at = now() - interval '1 day' WHERE id = ${late}`.execute(
      world.db,
    )
    expect(await refusal(call('POST', `/${late}/finalize`, {}))).to.deep.equal([
      409,
      'invoice_not_finalizable',
      'due_at',
    ])
  })

  it('takes the merchant’s own tolerance where none is named', async () => {
    await call('PATCH', '/../merchant', { default_tolerance_bps: 25 })
    expect((await create({ amount: '5' })).body.tolerance_bps).to.equal(25)
    expect((await create({ amount: '5', tolerance_bps: 0 })).body.tolerance_bps).to.equal(0)
    await call('PATCH', '/../merchant', { default_tolerance_bps: 0 })
  })

  it('shows a draft to no payer', async () => {
    const { id, checkout_token: checkoutToken } = (await create({ amount: '5', draft: true })).body
    const look = () => server.call('GET', `/v1/checkout/${id}`, { checkoutToken: String(checkoutToken) })
    expect(await refusal(look())).to.deep.equal([409, 'invoice_not_open', 'id'])
    await call('POST', `/${id}/finalize`, {})
    expect((await look()).status).to.equal(200)
  })

  it('tells the payer’s page where the money of each payment is, and until when it may be collected', async () => {
    const invoice = await addInvoice(world, merchant.owner, { captureMethod: 'manual' })
    const request = await addPaymentRequest(world, invoice, PAYER)
    await addPayment(world, request, { captured: 4n, capturable: 3n, returned: 2n, refunded: 1n })
    const once = await addPaymentRequest(
      world,
      await addInvoice(world, merchant.owner, { captureMethod: 'automatic' }),
      PAYER,
    )
    await addPayment(world, { ...once, invoice_id: invoice.id })
    const page = await server.call('GET', `/v1/checkout/${invoice.id}`, {
      checkoutToken: invoice.checkout_token,
    })
    expect(page.body.payments).to.containSubset([
      {
        amount_captured: { amount: '4' },
        amount_capturable: { amount: '3' },
        amount_returned: { amount: '2' },
        amount_refunded: { amount: '1' },
        capture_by: new Date(Number(request.terms.capture_by) * 1000).toISOString(),
      },
      { amount_captured: { amount: '10000000' }, amount_capturable: { amount: '0' }, capture_by: null },
    ])
  })

  it('issues no terms for a draft or for what was given up, and voids no draft', async () => {
    const id = await draft()
    expect(await refusal(call('POST', `/${id}/payment_requests`, { payer: PAYER }))).to.deep.equal([
      409,
      'invoice_not_open',
      'id',
    ])
    expect(await refusal(call('POST', `/${id}/void`, {}))).to.deep.equal([409, 'invoice_not_open', 'id'])
    expect(await refusal(call('POST', `/${id}/mark_uncollectible`, {}))).to.deep.equal([
      409,
      'invoice_not_open',
      'id',
    ])
    await call('POST', `/${id}/finalize`, {})
    const given = await call('POST', `/${id}/mark_uncollectible`, {})
    expect([given.status, given.body.status]).to.deep.equal([200, 'uncollectible'])
    expect(await refusal(call('POST', `/${id}/payment_requests`, { payer: PAYER }))).to.deep.equal([
      409,
      'invoice_uncollectible',
      'id',
    ])
    expect((await call('POST', `/${id}/void`, {})).body.status).to.equal('void')
    expect((await eventsOf(id)).slice(2)).to.deep.equal(['invoice.marked_uncollectible', 'invoice.voided'])
  })

  it('is not voided while a payment of it is under way', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const request = await addPaymentRequest(world, invoice, PAYER)
    await addPayment(world, request, { status: 'pending', captured: 0n, refundable: 0n })
    expect(await refusal(call('POST', `/${invoice.id}/void`, {}))).to.deep.equal([
      409,
      'invoice_has_pending_payment',
      'id',
    ])
  })

  const line = { description: 'x', unit_amount: '1' }
  const faults: [string, Record<string, unknown>, string, string][] = [
    ['an amount and lines', { amount: '1', lines: [line] }, 'invalid_request', 'amount'],
    ['neither', {}, 'invalid_request', 'amount'],
    ['no line', { lines: [] }, 'invalid_request', 'lines'],
    ['too many lines', { lines: Array.from({ length: 101 }, () => line) }, 'invalid_request', 'lines'],
    ['a quantity of zero', { lines: [{ ...line, quantity: 0 }] }, 'invalid_request', 'lines.0.quantity'],
    ['half a piece', { lines: [{ ...line, quantity: 0.5 }] }, 'invalid_request', 'lines.0.quantity'],
    ['a million and one', { lines: [{ ...line, quantity: 1e6 + 1 }] }, 'invalid_request', 'lines.0.quantity'],
    ['decimals', { lines: [{ ...line, unit_amount: '1.5' }] }, 'invalid_amount', 'lines.0.unit_amount'],
    ['no unit_amount', { lines: [line, { description: 'x' }] }, 'invalid_request', 'lines.1.unit_amount'],
    ['no description', { lines: [{ unit_amount: '1' }] }, 'invalid_request', 'lines.0.description'],
    [
      'more than a payment can carry',
      { lines: [{ ...line, quantity: 2, unit_amount: `${2n ** 96n - 1n}` }] },
      'invalid_amount',
      'lines',
    ],
    ['a tolerance above 10 %', { amount: '1', tolerance_bps: 1001 }, 'invalid_request', 'tolerance_bps'],
    ['a due date that passed', { amount: '1', due_at: '2020-01-01T00:00:00Z' }, 'invalid_request', 'due_at'],
    [
      'a due date after the end',
      { amount: '1', due_at: inDays(3), expires_at: inDays(2) },
      'invalid_request',
      'due_at',
    ],
  ]
  for (const [what, body, code, param] of faults) {
    it(`refuses ${what}`, async () => {
      expect(await refusal(create(body))).to.deep.equal([400, code, param])
    })
  }

  it('shows and changes nothing of another merchant’s invoice, and asks for the right to write', async () => {
    const stranger = await addMerchant(world)
    const reader = await addMerchant(world, { scopes: ['invoices:read'] })
    const id = await draft()
    const calls: [string, string, unknown][] = [
      ['PATCH', `/${id}`, { amount: '1' }],
      ['POST', `/${id}/finalize`, {}],
      ['DELETE', `/${id}`, undefined],
      ['POST', `/${id}/void`, {}],
      ['POST', `/${id}/mark_uncollectible`, {}],
    ]
    for (const [method, path, body] of calls) {
      expect(await refusal(call(method, path, body, stranger.key))).to.deep.equal([404, 'not_found', 'id'])
      const refused = await refusal(call(method, path, body, reader.key))
      expect(refused).to.deep.equal([403, 'insufficient_scope', 'Authorization'])
    }
    expect(await eventsOf(id)).to.deep.equal(['invoice.created'])
  })

  it('finalizes once for two that try, and answers a retry with the first answer', async () => {
    const id = await draft()
    const send = (idempotencyKey: string) =>
      server.call('POST', `/v1/invoices/${id}/finalize`, { key: merchant.key, idempotencyKey, body: {} })
    const replies = await Promise.all([send('one'), send('two')])
    expect(replies.map((reply) => reply.status).sort()).to.deep.equal([200, 409])
    const winner = replies[0]?.status === 200 ? 'one' : 'two'
    const again = await send(winner)
    expect(again.headers.get('idempotent-replayed')).to.equal('true')
    expect(await eventsOf(id)).to.deep.equal(['invoice.created', 'invoice.finalized'])
  })

  it('numbers fifty drafts that are opened at once without a gap, whichever of them are rolled back', async () => {
    const busy = await addMerchant(world)
    const ids: string[] = []
    for (let index = 0; index < 50; index += 1) {
      ids.push((await addInvoice(world, busy.owner, { draft: true })).id)
    }
    const open = (id: string, index: number) =>
      world.ctx.db.transaction().execute(async (tx) => {
        await finalizeInvoice({ ...world.ctx, db: tx }, busy.owner, id)
        if (index % 5 === 0) throw new Error('rolled back')
      })
    const outcomes = await Promise.allSettled(ids.map(open))
    expect(outcomes.filter((outcome) => outcome.status === 'rejected')).to.have.length(10)
    const rows = await world.db
      .selectFrom('invoice')
      .select('number')
      .where('merchant_id', '=', busy.owner.merchantId)
      .where('status', '=', 'open')
      .orderBy('number')
      .execute()
    expect(rows.map((row) => Number(row.number))).to.deep.equal(
      Array.from({ length: 40 }, (_, index) => index + 1),
    )
  })
})
