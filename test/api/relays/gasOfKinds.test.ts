import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { parseTransaction } from 'viem'
import type { Ctx } from '../../../api/src/context.ts'
import { GAS_LIMITS, gasLimitOf } from '../../../api/src/domain/gasLimits.ts'
import { GAS_CAP, gasLimitFor, HARD_CAP_WEI } from '../../../api/src/domain/gasPolicy.ts'
import { attemptCeiling } from '../../../api/src/domain/sponsorship.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { RelayRow } from '../../../api/src/store/relays.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { testClientOf } from './support/chain.ts'
import { refusal } from './support/refusal.ts'
import {
  acceptPayment,
  noncesOf,
  postRelay,
  readRelay,
  requestPayment,
  signPayment,
  transactionsOf,
  watchUntil,
} from './support/relays.ts'
import { ANY_SIGNATURE, requestFromWallet } from './support/wallets.ts'

const COIN = 10n ** 18n

describe('the gas of a kind of call', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  const ceilingOf = (gas: bigint) =>
    attemptCeiling(gas, HARD_CAP_WEI, world.ctx.chain.signing.TRANSFER_GAS, 0n)

  /** A context whose chain says that calls burn so much. */
  function needing(gas: bigint): Ctx {
    const { chain } = world.ctx
    const simulate: Ctx['chain']['simulation']['simulate'] = async (_client, _call, offer) =>
      gas <= offer.gas
        ? { ok: true, gas }
        : {
            ok: false,
            revert: { selector: null, reason: `it would burn more than ${offer.gas} gas`, error: null },
          }
    return { ...world.ctx, chain: { ...chain, simulation: { ...chain.simulation, simulate } } }
  }

  async function post(ctx: Ctx = world.ctx): Promise<RelayRow> {
    const request = await requestPayment(world, merchant)
    return postRelay(ctx, merchant, request, await signPayment(world, request))
  }

  async function signedGas(relay: RelayRow): Promise<bigint | undefined> {
    const [nonce] = await noncesOf(world, relay.id)
    const [transaction] = await transactionsOf(world, nonce?.nonce ?? -1n)
    return transaction && parseTransaction(transaction.raw).gas
  }

  it('is what its call is signed with, and what is reserved at the cap of the price', async () => {
    const { relay } = await acceptPayment(world, merchant)
    expect(relay.gas_limit).to.equal(GAS_LIMITS.charge)
    expect(relay.gas_reserved).to.equal(ceilingOf(GAS_LIMITS.charge))
    const { gas_used: used } = await watchUntil(world, relay.id, 'confirmed')
    expect(await signedGas(relay)).to.equal(GAS_LIMITS.charge)
    expect(used < GAS_LIMITS.charge).to.equal(true)
  })

  it('has a payer whose budget is one coin send seven payments at once', () => {
    expect(COIN / ceilingOf(GAS_LIMITS.charge)).to.equal(7n)
    expect(COIN / ceilingOf(GAS_CAP)).to.equal(3n)
  })

  it('is the most for any call where the signer has code', async () => {
    const relay = await postRelay(
      world.ctx,
      merchant,
      await requestFromWallet(world, merchant, 'accepts'),
      ANY_SIGNATURE,
    )
    expect(relay).to.include({ gas_limit: GAS_CAP, gas_reserved: ceilingOf(GAS_CAP) })
    await watchUntil(world, relay.id, 'confirmed')
    expect(await signedGas(relay)).to.equal(GAS_CAP)
  })

  it('is more where the call needs more, and reserved so', async () => {
    const relay = await post(needing(300_000n))
    expect(relay).to.include({ gas_limit: 395_000n, gas_reserved: ceilingOf(395_000n) })
    await watchUntil(world, relay.id, 'confirmed')
    expect(await signedGas(relay)).to.equal(395_000n)
  })

  it('is refused at accept where it is more than any call gets', async () => {
    const error = await refusal(post(needing(GAS_CAP + 1n)))
    expect(error.code).to.equal('would_revert')
    expect(error.details.extra?.reason).to.match(/more than 600000 gas/)
  })

  it('is not raised after accept: a call that has come to need more costs nothing', async () => {
    const relay = await post()
    await testClientOf(world).mine({ blocks: 2 })
    await watchUntil(world, relay.id, 'failed', needing(GAS_LIMITS.charge + 1n))
    expect(await readRelay(world, relay.id)).to.include({ error_code: 'would_revert', gas_reserved: 0n })
    expect(await noncesOf(world, relay.id)).to.deep.equal([])
  })

  it('is never less than the call was measured to need, with a quarter more', () => {
    const estimate = 1_000n
    const of = { kind: 'capture', signerHasCode: false, estimate } as const
    expect(gasLimitOf(of)).to.equal(GAS_LIMITS.capture)
    const dearer = GAS_LIMITS.capture
    expect(gasLimitOf({ ...of, estimate: dearer })).to.equal(gasLimitFor(dearer))
    expect(gasLimitOf({ ...of, signerHasCode: true })).to.equal(GAS_CAP)
    for (const limit of Object.values(GAS_LIMITS)) expect(limit <= GAS_CAP).to.equal(true)
  })
})
