import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { tellDeadlines } from '../../../api/src/services/invoices/tellDeadlines.ts'
import { updateInvoice } from '../../../api/src/services/updateInvoice.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { addMerchant } from '../support/merchants.ts'
import { addPayment } from '../support/payments.ts'
import { openWorld, type World } from '../support/world.ts'
import { movableClock } from '../webhooks/support/desk.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const PAYER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'

describe('the deadlines of invoices', () => {
  let world: World
  const clock = movableClock()
  const start = clock.now().getTime()
  const inDays = (days: number) => new Date(start + days * DAY_MS)

  before(async () => {
    world = await openWorld()
  })
  after(() => world?.close())

  const eventsOf = async (id: string) => {
    const rows = await world.db
      .selectFrom('event')
      .select('type')
      .where('object_id', '=', id)
      .orderBy('seq')
      .execute()
    return rows.map(({ type }) => type)
  }

  it('tells each open invoice once that it is past due and once that it has expired, by two workers at once', async () => {
    const workers = [world.openCtx({ clock }), world.openCtx({ clock })] as const
    const at = (days: number) => {
      clock.moveTo(inDays(days))
      return Promise.all(workers.map((ctx) => tellDeadlines(ctx)))
    }
    clock.moveTo(inDays(0))
    const ids: string[] = []
    for (const { owner } of [await addMerchant(world), await addMerchant(world)]) {
      for (let index = 0; index < 5; index += 1) {
        const dueAt = inDays(1).toISOString()
        const invoice = await addInvoice(world, owner, { dueAt, expiresAt: inDays(2).toISOString() })
        ids.push(invoice.id)
      }
    }
    const told = async () => new Set(await Promise.all(ids.map(async (id) => (await eventsOf(id)).join())))
    await at(0.9)
    expect([...(await told())]).to.deep.equal(['invoice.created'])
    await at(1)
    await at(1.5)
    expect([...(await told())]).to.deep.equal(['invoice.created,invoice.past_due'])
    await at(2)
    await at(3)
    expect([...(await told())]).to.deep.equal(['invoice.created,invoice.past_due,invoice.expired'])
    const { data } = await world.db
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'invoice.expired')
      .executeTakeFirstOrThrow()
    expect(data.object).to.include({ status: 'open', expired: true, past_due: true })
  })

  it('waits while a payment is under way, tells when it failed, and never tells of what is paid or void', async () => {
    const ctx = world.openCtx({ clock })
    const { owner } = await addMerchant(world)
    const expiresAt = inDays(1).toISOString()
    const pending = await addInvoice(world, owner, { expiresAt })
    const request = await addPaymentRequest(world, pending, PAYER)
    const payment = await addPayment(world, request, { status: 'pending', captured: 0n })
    const others = [
      { status: 'paid' as const },
      { status: 'void' as const },
      { status: 'uncollectible' as const },
    ]
    for (const change of others) {
      const { id } = await addInvoice(world, owner, { expiresAt })
      await ctx.store.invoices.update(world.db, id, change)
    }
    await addInvoice(world, owner, { expiresAt, draft: true })
    clock.moveTo(inDays(2))
    await tellDeadlines(ctx)
    const expired = () =>
      world.db
        .selectFrom('event')
        .select('object_id')
        .where('merchant_id', '=', owner.merchantId)
        .where('type', '=', 'invoice.expired')
        .execute()
    expect(await expired()).to.deep.equal([])
    await ctx.store.payments.update(world.db, payment.id, { status: 'reverted' })
    await tellDeadlines(ctx)
    expect(await expired()).to.deep.equal([{ object_id: pending.id }])
  })

  it('tells anew of a due date that was moved', async () => {
    const ctx = world.openCtx({ clock })
    const { owner } = await addMerchant(world)
    const { id } = await addInvoice(world, owner, {
      dueAt: inDays(1).toISOString(),
      expiresAt: inDays(9).toISOString(),
    })
    clock.moveTo(inDays(2))
    await tellDeadlines(ctx)
    const due_at = inDays(4).toISOString()
    await world.db.transaction().execute((tx) => updateInvoice({ ...ctx, db: tx }, owner, id, { due_at }))
    await tellDeadlines(ctx)
    clock.moveTo(inDays(5))
    await tellDeadlines(ctx)
    expect(await eventsOf(id)).to.deep.equal([
      'invoice.created',
      'invoice.past_due',
      'invoice.updated',
      'invoice.past_due',
    ])
  })
})
