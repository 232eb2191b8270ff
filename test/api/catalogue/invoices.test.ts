import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { newId } from '../../../api/src/domain/ids.ts'
import { idsOf } from '../lists/support/idsOf.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { digestRows } from '../support/rows.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { textAt } from '../support/textAt.ts'
import { openWorld, type World } from '../support/world.ts'

describe('invoices of the catalogue', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let stranger: TestMerchant

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
    stranger = await addMerchant(world, { name: 'Stranger' })
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const call = (method: string, path: string, body?: unknown, key = merchant.key) =>
    server.call(method, `/v1${path}`, { key, body })
  const place = () => ({ chain: 'eip155:31337', token: world.token.address })
  const bill = (body: Record<string, unknown>) => call('POST', '/invoices', { ...place(), ...body })
  const draftOf = async (body: Record<string, unknown> = {}) =>
    textAt((await bill({ draft: true, ...body })).body, 'id')
  const idOf = async (path: string, body: unknown, key?: string) =>
    textAt((await call('POST', path, body, key)).body, 'id')
  const addCustomer = (key?: string) => idOf('/customers', { name: 'Ada' }, key)
  async function addPrice(key = merchant.key): Promise<{ product: string; price: string }> {
    const product = await idOf('/products', { name: 'Tea' }, key)
    return { product, price: await idOf('/prices', { product, ...place(), unit_amount: '500' }, key) }
  }
  const refusal = async (reply: Promise<Reply>) => {
    const { status, body } = await reply
    return [status, body.code, body.param]
  }
  const linesOf = ({ body }: Reply) => JSON.parse(JSON.stringify(body.lines))

  it('name their customer, and are found by it', async () => {
    const customer = await addCustomer()
    const open = await bill({ amount: '1', customer })
    expect(open).to.deep.include({ status: 201 })
    expect(open.body.customer).to.equal(customer)
    const draft = await draftOf({ amount: '1' })
    expect((await call('PATCH', `/invoices/${draft}`, { customer })).body.customer).to.equal(customer)
    expect(idsOf(await call('GET', `/invoices?customer=${customer}`))).to.deep.equal([draft, open.body.id])
    expect((await call('PATCH', `/invoices/${draft}`, { customer: null })).body.customer).to.equal(null)
    expect(idsOf(await call('GET', `/invoices?customer=${customer}`))).to.deep.equal([open.body.id])
    const fixed = call('PATCH', `/invoices/${open.body.id}`, { customer: null })
    expect(await refusal(fixed)).to.deep.equal([409, 'invoice_not_draft', 'customer'])
  })

  it('name no customer that is another’s, unknown or deleted', async () => {
    const deleted = await addCustomer()
    await call('DELETE', `/customers/${deleted}`)
    const draft = await draftOf({ amount: '1' })
    const refused: [string, [number, string, string]][] = [
      [await addCustomer(stranger.key), [404, 'not_found', 'customer']],
      ['cus_01h2xcejqtf2nbrexx3vqjhp41', [404, 'not_found', 'customer']],
      ['prod_01h2xcejqtf2nbrexx3vqjhp41', [400, 'invalid_request', 'customer']],
      [deleted, [409, 'customer_deleted', 'customer']],
    ]
    const standing = await digestRows(world)
    for (const [customer, want] of refused) {
      expect(await refusal(bill({ amount: '1', customer }))).to.deep.equal(want)
      expect(await refusal(call('PATCH', `/invoices/${draft}`, { customer }))).to.deep.equal(want)
    }
    expect(await digestRows(world)).to.deep.equal(standing)
  })

  it('keep a customer that is deleted later, and can be changed and opened all the same', async () => {
    const customer = await addCustomer()
    const draft = await draftOf({ amount: '1', customer })
    await call('DELETE', `/customers/${customer}`)
    const renamed = await call('PATCH', `/invoices/${draft}`, { description: 'Tea' })
    expect(renamed.body).to.include({ customer, description: 'Tea' })
    const opened = await call('POST', `/invoices/${draft}/finalize`)
    expect(opened.body).to.include({ status: 'open', customer })
  })

  it('never bill a customer after its deletion, even where both happen at once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const customer = await addCustomer()
      const draft = await draftOf({ amount: '1' })
      const [created, changed, deleted] = await Promise.all([
        bill({ amount: '1', customer }),
        call('PATCH', `/invoices/${draft}`, { customer }),
        call('DELETE', `/customers/${customer}`),
      ])
      expect(deleted.status).to.equal(200)
      expect(created.body.code ?? created.status).to.be.oneOf([201, 'customer_deleted'])
      expect(changed.body.code ?? changed.status).to.be.oneOf([200, 'customer_deleted'])
      const events = await world.db
        .selectFrom('event')
        .select(['type', 'object_id'])
        .where('object_id', 'in', [customer, draft, String(created.body.id)])
        .where('type', 'in', ['customer.deleted', 'invoice.updated', 'invoice.created'])
        .where((eb) => eb.or([eb('object_id', '<>', draft), eb('type', '<>', 'invoice.created')]))
        .orderBy('seq')
        .execute()
      expect(events.at(-1)?.type).to.equal('customer.deleted')
    }
  })

  it('take lines from prices: the amount, and the name of the product unless told otherwise', async () => {
    const { product, price } = await addPrice()
    const lines = [
      { price, quantity: 3 },
      { price, description: 'A gift' },
    ]
    const reply = await bill({ lines })
    expect(reply.body.amount).to.include({ amount: '2000' })
    const [first, second] = linesOf(reply)
    expect(first).to.deep.include({ description: 'Tea', quantity: 3, price })
    expect([first.unit_amount.amount, first.amount.amount]).to.deep.equal(['500', '1500'])
    expect(second).to.deep.include({ description: 'A gift', quantity: 1, price })

    await call('PATCH', `/products/${product}`, { name: 'Black tea' })
    await call('PATCH', `/prices/${price}`, { active: false })
    expect((await call('GET', `/invoices/${reply.body.id}`)).body).to.deep.equal(reply.body)
    const checkout = await server.call('GET', `/v1/checkout/${reply.body.id}`, {
      checkoutToken: textAt(reply.body, 'checkout_token'),
    })
    expect(checkout.body.amount).to.include({ amount: '2000' })
  })

  it('change lines of a draft to prices and back', async () => {
    const { price } = await addPrice()
    const draft = await draftOf({ amount: '7' })
    const priced = await call('PATCH', `/invoices/${draft}`, { lines: [{ price, quantity: 2 }] })
    expect(priced.body.amount).to.include({ amount: '1000' })
    expect(linesOf(priced)[0].price).to.equal(price)
    const plain = await call('PATCH', `/invoices/${draft}`, { amount: '8' })
    expect(linesOf(plain)[0].price).to.equal(null)
  })

  it('take no line from a price that is another’s, switched off or in another token', async () => {
    const [off, ofOff] = [await addPrice(), await addPrice()]
    await call('PATCH', `/prices/${off.price}`, { active: false })
    await call('PATCH', `/products/${ofOff.product}`, { active: false })
    const { product, price } = await addPrice()
    const now = new Date()
    const elsewhere = newId('price', now)
    await world.db
      .insertInto('price')
      .values({
        id: elsewhere,
        merchant_id: merchant.owner.merchantId,
        mode: 'test',
        product_id: product,
        type: 'one_time',
        chain_id: 31337n,
        token: `0x${'12'.repeat(20)}`,
        unit_amount: 1n,
        active: true,
        metadata: '{}',
        created_at: now,
      })
      .execute()
    const refused: [Record<string, unknown>, [number, string, string]][] = [
      [{ price: (await addPrice(stranger.key)).price }, [404, 'not_found', 'lines.1.price']],
      [{ price: 'tea' }, [400, 'invalid_request', 'lines.1.price']],
      [{ price: off.price }, [409, 'price_inactive', 'lines.1.price']],
      [{ price: ofOff.price }, [409, 'price_inactive', 'lines.1.price']],
      [{ price: elsewhere }, [400, 'invalid_request', 'lines.1.price']],
      [{ price, unit_amount: '1' }, [400, 'invalid_request', 'lines.1.unit_amount']],
      [{ price, quantity: 0 }, [400, 'invalid_request', 'lines.1.quantity']],
    ]
    const draft = await draftOf({ amount: '7' })
    const standing = await digestRows(world)
    for (const [line, want] of refused) {
      const lines = [{ price }, line]
      expect(await refusal(bill({ lines }))).to.deep.equal(want)
      expect(await refusal(call('PATCH', `/invoices/${draft}`, { lines }))).to.deep.equal(want)
    }
    expect(await digestRows(world)).to.deep.equal(standing)
  })
})
