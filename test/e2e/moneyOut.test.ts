import { after, before, describe, it } from 'node:test'
import { withdrawTypedData } from '@florin/sdk/escrow/accountTypedData.ts'
import { encodeAuth, encodeSetOperator, encodeWithdraw, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import type { components } from '@florin/sdk/generated/api.ts'
import { expect } from 'chai'
import { getAddress } from 'viem'
import { sendAs, sendAsStranger } from '../api/relays/support/chain.ts'
import { readRelay } from '../api/relays/support/relays.ts'
import { waitFor } from '../support/waitFor.ts'
import {
  balanceOf,
  chainControls,
  chargeDirectly,
  createInvoice,
  requestPayment,
  termsOf,
} from './support/pay.ts'
import { openStack, type Stack } from './support/stack.ts'

type Refund = components['schemas']['Refund']
type Payout = components['schemas']['Payout']

describe('money that goes out, as the real indexer shows it', () => {
  let stack: Stack
  before(async () => {
    stack = await openStack()
    const { world, merchant } = stack
    const data = encodeSetOperator(world.ctx.hostOperator, world.token.address, 10n ** 12n, senderAuth)
    await sendAs(world, merchant.account, data)
  })
  after(() => stack.close())

  /** A confirmed charge of ten test dollars; a worker must run. */
  async function earn(): Promise<string> {
    const invoice = await createInvoice(stack)
    await chargeDirectly(stack, termsOf(await requestPayment(stack, invoice)))
    return waitFor(
      async () => {
        const query = { invoice: invoice.id, status: 'confirmed' as const }
        const { data } = await stack.api.GET('/v1/payments', { params: { query } })
        return data?.data[0]?.id
      },
      { describe: 'the payment is confirmed', timeoutMs: 30_000 },
    )
  }

  async function refund(payment: string, amount: string): Promise<Refund> {
    const { data, error } = await stack.api.POST('/v1/refunds', {
      params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
      body: { payment, amount },
    })
    if (!data) throw new Error(JSON.stringify(error))
    return data
  }

  function refundWhen(id: string, status: Refund['status']): Promise<Refund> {
    return waitFor(
      async () => {
        const { data } = await stack.api.GET('/v1/refunds/{id}', { params: { path: { id } } })
        return data?.status === status ? data : undefined
      },
      { describe: `refund ${id} is ${status}`, timeoutMs: 30_000 },
    )
  }

  async function requireSameBooks(payment: string): Promise<void> {
    const { available, onChain } = await balanceOf(stack)
    expect(available).to.equal(onChain)
    const refunds = await stack.api.GET('/v1/refunds', { params: { query: { payment } } })
    const read = await stack.api.GET('/v1/payments/{id}', { params: { path: { id: payment } } })
    const succeeded = (refunds.data?.data ?? []).filter(({ status }) => status === 'succeeded')
    const sum = succeeded.reduce((total, { amount }) => total + BigInt(amount.amount), 0n)
    expect(sum.toString()).to.equal(read.data?.amount_refunded.amount)
  }

  it('is refunded by the host, and by whoever delivers what the host signed', async () => {
    const worker = await stack.startWorker()
    const payment = await earn()
    const first = await refund(payment, '2000000')
    const done = await refundWhen(first.id, 'succeeded')
    const relay = await readRelay(stack.world, first.relay ?? '')
    expect(done.tx_hash).to.equal(relay.tx_hash)
    await worker.stop()

    const second = await refund(payment, '2000000')
    await sendAsStranger(stack.world, (await readRelay(stack.world, second.relay ?? '')).calldata)
    const next = await stack.startWorker()
    expect((await refundWhen(second.id, 'succeeded')).source).to.equal('api')
    await requireSameBooks(payment)
    await next.stop()
  })

  it('goes back with a reorganisation, and the relay brings the same refund again', async () => {
    const worker = await stack.startWorker()
    const payment = await earn()
    const asked = await refund(payment, '3000000')
    await refundWhen(asked.id, 'succeeded')
    const chain = chainControls(stack)
    await chain.reorg(1)
    await chain.mine(1)
    await refundWhen(asked.id, 'pending')
    const { data } = await stack.api.GET('/v1/events', { params: { query: { limit: 100 } } })
    const told = (data?.data ?? []).map(({ type }) => type)
    expect(told).to.include('refund.reverted')
    await refundWhen(asked.id, 'succeeded')
    await requireSameBooks(payment)
    await worker.stop()
  })

  it('is paid out by the account’s signature, which anybody may deliver', async () => {
    const worker = await stack.startWorker()
    const payment = await earn()
    const { world, merchant, api } = stack
    const { data: asked } = await api.POST('/v1/payouts', {
      params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
      body: { chain: `eip155:${world.chain.chainId}`, token: world.token.address, amount: '1000000' },
    })
    const row = await world.db
      .selectFrom('payout')
      .selectAll()
      .where('id', '=', asked?.id ?? '')
      .executeTakeFirstOrThrow()
    expect(asked?.signature_request?.reason).to.equal('no_payout_address')
    const message = asked?.signature_request?.typed_data.message
    const signed = {
      account: merchant.account.address,
      nonce: row.nonce ?? 0n,
      deadline: BigInt(String(message?.deadline)),
    }
    const of = { token: world.token.address, amount: 1_000_000n, to: merchant.account.address }
    const place = { chainId: world.chain.chainId, escrow: getAddress(world.chain.escrow) }
    const signature = await merchant.account.signTypedData(withdrawTypedData({ ...place, ...signed, ...of }))
    await sendAsStranger(
      world,
      encodeWithdraw(of.token, of.amount, of.to, encodeAuth({ ...signed, signature })),
    )
    const payout: Payout = await waitFor(
      async () => {
        const { data } = await api.GET('/v1/payouts', { params: { query: { status: 'succeeded' } } })
        return data?.data[0]
      },
      { describe: 'the payout has succeeded', timeoutMs: 30_000 },
    )
    expect(payout).to.include({ id: asked?.id, source: 'api' })
    await requireSameBooks(payment)
    await worker.stop()
  })
})
