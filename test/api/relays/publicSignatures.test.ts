import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { encodeCancelNonce } from '@florin/sdk/escrow/calldata.ts'
import { expect } from 'chai'
import { hexToBigInt, parseGwei } from 'viem'
import type { Ctx } from '../../../api/src/context.ts'
import { toSeconds } from '../../../api/src/domain/clock.ts'
import { MAX_REVERTS } from '../../../api/src/domain/gasPolicy.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import type { PaymentRow } from '../../../api/src/store/payments.ts'
import type { RelayRow } from '../../../api/src/store/relays.ts'
import { localAccount } from '../../../scripts/local/accounts.ts'
import { waitFor } from '../../support/waitFor.ts'
import { expectExactCounters, withLimits } from '../sponsor/support/counters.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { addPayment } from '../support/payments.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { sendAs, sendAsStranger, testClientOf } from './support/chain.ts'
import { acceptPayment, noncesOf, readRelay, watchUntil } from './support/relays.ts'

const REFUND = 4_000_000n

describe('a refund whose signature is public', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let keys = 0
  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    await recoverSender(world.ctx)
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  /** The merchant's own transaction. Offers more than the relayer does, so that it is first in its block. */
  async function sendAsMerchant(call: { setOperator: bigint } | { withdraw: bigint }): Promise<void> {
    const rpc = testClientOf(world)
    const { account } = merchant
    const to = { account, chain: null, address: world.chain.escrow, abi: paymentEscrowAbi } as const
    const fees = { maxFeePerGas: parseGwei('100'), maxPriorityFeePerGas: parseGwei('50') }
    const token = world.token.address
    if ('withdraw' in call) {
      const args = [token, call.withdraw, account.address, '0x'] as const
      await rpc.writeContract({ ...to, ...fees, functionName: 'withdraw', args, gas: 200_000n })
    } else {
      const args = [world.ctx.hostOperator, token, call.setOperator, '0x'] as const
      await rpc.writeContract({ ...to, ...fees, functionName: 'setOperator', args })
    }
  }

  /** 10 test dollars for the merchant, which a stranger brings, so that the worker need not run. */
  async function bringPayment(): Promise<PaymentRow> {
    const { request, relay } = await acceptPayment(world, merchant)
    await sendAsStranger(world, relay.calldata)
    return addPayment(world, request)
  }

  async function newMerchant(): Promise<void> {
    merchant = await addMerchant(world)
    await testClientOf(world).setBalance({ address: merchant.account.address, value: 10n ** 18n })
    await sendAsMerchant({ setOperator: 1_000_000_000n })
  }

  function refund(payment: PaymentRow, amount: bigint) {
    keys += 1
    return server.call('POST', `/v1/payments/${payment.id}/refund`, {
      key: merchant.key,
      idempotencyKey: `refund-${keys}`,
      body: { amount: amount.toString() },
    })
  }

  async function acceptRefund(payment: PaymentRow): Promise<RelayRow> {
    const reply = await refund(payment, REFUND)
    expect(reply.status, JSON.stringify(reply.body)).to.equal(201)
    return readRelay(world, String(reply.body.relay))
  }

  const refundOf = (relay: RelayRow) =>
    world.db.selectFrom('refund').selectAll().where('relay_id', '=', relay.id).executeTakeFirstOrThrow()

  async function eventsAbout(id: string): Promise<string[]> {
    const events = world.db.selectFrom('event').select('type').where('object_id', '=', id).orderBy('seq')
    return (await events.execute()).map(({ type }) => type)
  }

  /** Has our transaction reverted by the merchant's withdrawal, which is before it in its block. */
  async function revertOnce(relay: RelayRow): Promise<void> {
    const rpc = testClientOf(world)
    await rpc.setAutomine(false)
    await dispatchRelay(world.ctx, relay.id)
    await sendAsMerchant({ withdraw: await available() })
    await rpc.mine({ blocks: 1 })
    await rpc.setAutomine(true)
    await watchRelays(world.ctx)
    expect((await noncesOf(world, relay.id)).at(-1)).to.include({ status: 'final', succeeded: false })
  }

  async function available(): Promise<bigint> {
    const args = [merchant.account.address, world.token.address] as const
    const at = { address: world.chain.escrow, abi: paymentEscrowAbi } as const
    return (await testClientOf(world).readContract({ ...at, functionName: 'balance', args }))[0]
  }

  async function refundable(payment: PaymentRow): Promise<bigint> {
    const at = { address: world.chain.escrow, abi: paymentEscrowAbi } as const
    const args = [payment.onchain_id] as const
    return (await testClientOf(world).readContract({ ...at, functionName: 'paymentOf', args }))[2]
  }

  it('stays under way when it reverted, keeps its amount from others, and is tried again', async () => {
    await newMerchant()
    const payment = await bringPayment()
    const relay = await acceptRefund(payment)
    await revertOnce(relay)
    expect((await readRelay(world, relay.id)).status).to.equal('accepted')
    expect((await refundOf(relay)).status).to.equal('pending')
    const beyond = await refund(payment, 10_000_000n - REFUND + 1n)
    expect(beyond.status).to.equal(409)
    expect(beyond.body).to.include({ code: 'relay_in_flight', relay: relay.id, left: '6000000' })
    await bringPayment()
    expect((await watchUntil(world, relay.id, 'confirmed')).executed_by).to.equal('self')
    expect(await refundable(payment)).to.equal(10_000_000n - REFUND)
  })

  it('holds no gas budget while it waits after it reverted, and is tried again only where there is room', async () => {
    await newMerchant()
    const relay = await acceptRefund(await bringPayment())
    expect(relay.gas_reserved > 0n).to.equal(true)
    await revertOnce(relay)
    expect(await readRelay(world, relay.id)).to.include({ status: 'accepted', gas_reserved: 0n })
    await expectExactCounters(world)
    await bringPayment()
    await watchRelays(withLimits(world.ctx, { chainHourWei: relay.gas_ceiling }))
    expect(await readRelay(world, relay.id)).to.include({ status: 'accepted', gas_reserved: 0n })
    expect(await noncesOf(world, relay.id)).to.have.length(1)
    await expectExactCounters(world)
    await waitFor(async () => (await dispatched(relay)) || undefined, { describe: 'the next attempt' })
    expect(await readRelay(world, relay.id)).to.include({ gas_reserved: relay.gas_ceiling })
    await expectExactCounters(world)
    expect((await watchUntil(world, relay.id, 'confirmed')).gas_reserved).to.equal(0n)
    await expectExactCounters(world)
  })

  async function dispatched(relay: RelayRow): Promise<boolean> {
    await dispatchRelay(world.ctx, relay.id)
    return (await noncesOf(world, relay.id)).length > 1
  }

  it('is confirmed when a stranger takes it from our reverted transaction', async () => {
    await newMerchant()
    const payment = await bringPayment()
    const relay = await acceptRefund(payment)
    await revertOnce(relay)
    await bringPayment()
    await sendAsStranger(world, relay.calldata)
    const confirmed = await watchUntil(world, relay.id, 'confirmed')
    expect(confirmed.executed_by).to.equal('other')
    expect(await refundable(payment)).to.equal(10_000_000n - REFUND)
  })

  it('is tried a few times at our cost, and then only waits', async () => {
    await newMerchant()
    const payment = await bringPayment()
    const relay = await acceptRefund(payment)
    for (let count = 0; count < MAX_REVERTS; count += 1) {
      if (count > 0) await bringPayment()
      await revertOnce(relay)
    }
    await bringPayment()
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status).to.equal('accepted')
    expect(await noncesOf(world, relay.id)).to.have.length(MAX_REVERTS)
  })

  it('fails at once where it became impossible before it was ever signed for a block', async () => {
    await newMerchant()
    const relay = await acceptRefund(await bringPayment())
    await sendAsMerchant({ withdraw: await available() })
    await dispatchRelay(world.ctx, relay.id)
    const failed = await readRelay(world, relay.id)
    expect(failed).to.include({ status: 'failed', error_code: 'would_revert' })
    expect(failed.error_reason).to.match(/^ExceedsAvailable/)
    expect(await refundOf(relay)).to.include({ status: 'failed', failure_code: 'would_revert' })
    expect(await eventsAbout((await refundOf(relay)).id)).to.deep.equal(['refund.created', 'refund.failed'])
  })

  it('fails as soon as the block is deep in which its signer canceled its nonce', async () => {
    await newMerchant()
    const payment = await bringPayment()
    const relay = await acceptRefund(payment)
    await revertOnce(relay)
    const operator = localAccount(world.chain.chainId, 'operator')
    await sendAs(world, operator, encodeCancelNonce(hexToBigInt(relay.nonce), '0x'))
    const { chainId } = world.chain
    const chains = new Map(world.ctx.chains).set(chainId, { ...world.chain, confirmations: 3 })
    const patient = { ...world.ctx, chains }
    await patientLook(patient, relay)
    expect((await readRelay(world, relay.id)).status).to.equal('accepted')
    await testClientOf(world).mine({ blocks: 2 })
    const failed = await watchUntil(world, relay.id, 'failed', patient)
    expect(failed).to.include({ error_code: 'reverted' })
    expect(await eventsAbout(relay.id)).to.deep.equal(['relay.failed'])
    expect(await refundOf(relay)).to.include({ status: 'failed', failure_code: 'reverted' })
    expect((await refund(payment, 10_000_000n)).body).to.not.include({ code: 'relay_in_flight' })
  })

  /** Until the chain was asked about it. */
  async function patientLook(ctx: Ctx, { id }: RelayRow): Promise<void> {
    const before = await readRelay(world, id)
    const isTried = async () => (await readRelay(world, id)).updated_at > before.updated_at
    await waitFor(
      async () => {
        await watchRelays(ctx)
        return (await isTried()) || undefined
      },
      { describe: 'a look at the relay' },
    )
  }

  it('fails, with the reason and an event, once its deadline has passed on chain: ten minutes', async () => {
    await newMerchant()
    const relay = await acceptRefund(await bringPayment())
    expect(relay.deadline.getTime() - relay.created_at.getTime()).to.be.within(598_000, 601_000)
    await revertOnce(relay)
    const rpc = testClientOf(world)
    await rpc.setNextBlockTimestamp({ timestamp: toSeconds(relay.deadline) - 1n })
    await rpc.mine({ blocks: 1 })
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status).to.equal('accepted')
    await rpc.mine({ blocks: 1, interval: 1 })
    const failed = await watchUntil(world, relay.id, 'failed')
    expect(failed.error_code).to.equal('reverted')
    expect(failed.error_reason).to.match(/^ExceedsAvailable/)
    expect(await eventsAbout(relay.id)).to.deep.equal(['relay.failed'])
    expect(await refundOf(relay)).to.include({ status: 'failed', failure_code: 'reverted' })
  })
})
