import { expect } from 'chai'
import { postChain } from '../../../../api/src/services/posting/postChain.ts'
import type { InvoiceRow } from '../../../../api/src/store/invoices.ts'
import type { PaymentRequestRow } from '../../../../api/src/store/paymentRequests.ts'
import type { PaymentRow } from '../../../../api/src/store/payments.ts'
import { type FakeEvent, type FakeViews, openFakeViews, randomHex } from '../../support/fakeViews.ts'
import { addInvoice, addPaymentRequest } from '../../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../../support/merchants.ts'
import { openWorld, type World } from '../../support/world.ts'

export const PAYER = '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65'

/** A world of three confirmations whose indexer is played by tables. */
export interface Stage {
  world: World
  views: FakeViews
}

export async function openStage(): Promise<Stage> {
  const world = await openWorld({ confirmations: 3 })
  return { world, views: await openFakeViews(world) }
}

/** A merchant of its own with one invoice, and a charge that would pay it. */
export interface Story {
  merchant: TestMerchant
  invoice: InvoiceRow
  request: PaymentRequestRow
  charge: FakeEvent
  /** One round of posting. */
  post(): Promise<void>
  mine(blocks: number): Promise<void>
  /** Shows an event in a new block, and returns its number. */
  includeNow(event: FakeEvent): Promise<bigint>
  /** Two more blocks, and a round of posting. */
  confirm(): Promise<void>
  /** Replaces the last blocks by others without the event, grows past what was seen, and lets the views follow. */
  reorganise(event: FakeEvent, depth?: number): Promise<void>
  currentInvoice(): Promise<InvoiceRow>
  payments(): Promise<PaymentRow[]>
  /** Types of the merchant's events in their order, whose numbers must have no gap. */
  eventTypes(): Promise<string[]>
  /** The merchant's available balance by the books. */
  available(): Promise<bigint>
}

export async function beginStory({ world, views }: Stage): Promise<Story> {
  const merchant = await addMerchant(world)
  const invoice = await addInvoice(world, merchant.owner)
  const request = await addPaymentRequest(world, invoice, PAYER)
  const { merchantId } = merchant.owner
  const post = () => postChain(world.ctx, world.chain)
  const mine = (blocks: number) => views.rpc.mine({ blocks })
  const story: Story = {
    merchant,
    invoice,
    request,
    charge: {
      identity: randomHex(),
      kind: 'charged',
      terms: request.terms,
      paymentId: request.onchain_id,
      amount: invoice.amount,
    },
    post,
    mine,
    includeNow: async (event) => {
      await mine(1)
      const head = await views.sync()
      await views.show(event, head)
      return head
    },
    confirm: async () => {
      await mine(2)
      await views.sync()
      await post()
    },
    reorganise: async (event, depth = 1) => {
      await views.hide(event)
      await views.reorg(depth)
      await mine(1)
      await views.sync()
    },
    currentInvoice: () =>
      world.ctx.store.invoices.find(world.db, merchant.owner, story.invoice.id).then(present),
    payments: () =>
      world.db.selectFrom('payment').selectAll().where('merchant_id', '=', merchantId).execute(),
    eventTypes: () => readEventTypes(world, merchantId),
    available: () =>
      world.ctx.store.ledger.balance(
        world.db,
        BigInt(world.chain.chainId),
        invoice.token,
        `available:${invoice.merchant_address}`,
      ),
  }
  return story
}

function present<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('the invoice is gone')
  return row
}

async function readEventTypes(world: World, merchantId: string): Promise<string[]> {
  const rows = await world.db
    .selectFrom('event')
    .select(['type', 'seq'])
    .where('merchant_id', '=', merchantId)
    .orderBy('seq')
    .execute()
  expect(rows.map((row) => row.seq)).to.deep.equal(rows.map((_row, index) => BigInt(index + 1)))
  return rows.map((row) => row.type)
}
