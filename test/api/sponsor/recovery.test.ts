import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { expect } from 'chai'
import { decodeFunctionData } from 'viem'
import type { Ctx } from '../../../api/src/context.ts'
import { recoveringFee } from '../../../api/src/domain/gasRecovery.ts'
import { capturePayment, prepareCapture } from '../../../api/src/services/capturePayment.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { setBudget } from '../../../api/src/services/sponsor/setBudget.ts'
import type { RelayRow } from '../../../api/src/store/relays.ts'
import { payerOf, postRelay, signPayment, watchUntil } from '../relays/support/relays.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { addPayment } from '../support/payments.ts'
import { openWorld, type World } from '../support/world.ts'

describe('the fee that pays for gas', () => {
  const bounds = { least: 100n, greatest: 1_000n }
  it('is the least one and the gas’ worth, rounded down, and never more than was signed', () => {
    expect(recoveringFee(bounds, 10n ** 17n, 2_000n)).to.equal(300n)
    expect(recoveringFee(bounds, 10n ** 17n - 1n, 2_000n)).to.equal(299n)
    expect(recoveringFee(bounds, 10n ** 18n, 2_000n)).to.equal(1_000n)
    expect(recoveringFee({ least: 7n, greatest: 7n }, 10n ** 18n, 2_000n)).to.equal(7n)
  })
})

describe('captures of merchants that pay for gas', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  function pricing(rate: bigint): World {
    const gasRates = new Map([[`${world.chain.chainId}:${world.token.address}`, rate]])
    const ctx: Ctx = { ...world.ctx, config: { ...world.ctx.config, feeMaxBps: 500, gasRates } }
    return { ...world, ctx }
  }

  /** A capture of ten test dollars, signed by the host. */
  async function capture(priced: World): Promise<{ relay: RelayRow; fee: bigint; maxFeeBps: number }> {
    const invoice = await addInvoice(priced, merchant.owner, { captureMethod: 'manual' })
    const request = await addPaymentRequest(priced, invoice, payerOf(priced).address)
    const paid = await postRelay(priced.ctx, merchant, request, await signPayment(priced, request))
    await watchUntil(priced, paid.id, 'confirmed')
    const payment = await addPayment(priced, request)
    const prepared = await prepareCapture(priced.ctx, merchant.owner, payment.id, undefined)
    const relay = await priced.ctx.db
      .transaction()
      .execute((tx) => capturePayment({ ...priced.ctx, db: tx }, merchant.owner, prepared))
    if (!('status' in relay)) throw new Error('the host could not sign')
    const { args } = decodeFunctionData({ abi: paymentEscrowAbi, data: relay.calldata })
    const fee = args?.[2]
    return { relay, fee: typeof fee === 'bigint' ? fee : -1n, maxFeeBps: request.terms.max_fee_bps }
  }

  it('take the least fee while the host pays', async () => {
    const { relay, fee, maxFeeBps } = await capture(pricing(10n ** 12n))
    expect({ fee, recovered: relay.gas_recovered, maxFeeBps }).to.deep.equal({
      fee: 0n,
      recovered: 0n,
      maxFeeBps: 0,
    })
  })

  it('raise it by no more than the gas, and execute', async () => {
    const chainId = BigInt(world.chain.chainId)
    await setBudget(world.openCtx({ role: 'api' }), merchant.owner.merchantId, chainId, { recovers: true })
    const { relay, fee } = await capture(pricing(10n ** 9n))
    expect(fee).to.equal(relay.gas_recovered)
    expect(fee > 0n && fee < 500_000n, String(fee)).to.equal(true)
    const confirmed = await watchUntil(world, relay.id, 'confirmed')
    expect(confirmed.executed_by).to.equal('self')
  })

  it('are signed for one nonce alone, however often the host signs', async () => {
    const nonces: unknown[] = []
    const priced = pricing(10n ** 9n)
    const { signing } = priced.ctx.chain
    const signAction: typeof signing.signAction = (signer, typedData) => {
      nonces.push(typedData.message?.nonce)
      return signing.signAction(signer, typedData)
    }
    const ctx = { ...priced.ctx, chain: { ...priced.ctx.chain, signing: { ...signing, signAction } } }
    await capture({ ...priced, ctx })
    expect(nonces).to.have.length(2)
    expect(new Set(nonces).size).to.equal(1)
    expect(nonces[0]).to.be.a('bigint')
  })

  it('stop at what the payer signed', async () => {
    const { fee } = await capture(pricing(10n ** 18n))
    expect(fee, 'five hundredths of ten dollars').to.equal(500_000n)
  })
})
