import { after, afterEach, before, describe, it } from 'node:test'
import { expect } from 'chai'
import pino from 'pino'
import { type Address, parseEther, parseGwei } from 'viem'
import { keySigner } from '../../../api/src/chain/signer.ts'
import { readConfig } from '../../../api/src/config.ts'
import type { Ctx } from '../../../api/src/context.ts'
import { GAS_CAP } from '../../../api/src/domain/gasPolicy.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { reviewSigners } from '../../../api/src/services/relays/reviewSigners.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { waitFor } from '../../support/waitFor.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { testClientOf } from './support/chain.ts'
import { acceptPayment, listNonces, noncesOf, readRelay, watchUntil } from './support/relays.ts'

const RICH = parseEther('100')
const LEAST = parseEther('0.02')
const TARGET = parseEther('0.1')
const TREASURY = keySigner(`0x${'7a'.repeat(32)}`)

describe('rule 11: a key that pays gas', () => {
  let world: World
  let merchant: TestMerchant
  let first: Address
  let second: Address
  const lines: Record<string, unknown>[] = []
  let ctx: Ctx
  before(async () => {
    world = await openWorld({ gasSigners: 2 })
    merchant = await addMerchant(world)
    ;[first, second] = world.ctx.gasSigners.map(({ address }) => address) as [Address, Address]
    ctx = world.openCtx({
      log: pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) }),
      replace: { treasury: TREASURY },
    })
    await recoverSender(ctx)
  })
  after(() => world.close())
  afterEach(async () => {
    lines.splice(0)
    const rpc = testClientOf(world)
    for (const address of [first, second]) {
      await rpc.setBalance({ address, value: RICH })
      await rpc.setCode({ address, bytecode: '0x' })
    }
    await reviewSigners(world.ctx)
  })

  const set = (address: Address, value: bigint) => testClientOf(world).setBalance({ address, value })
  const balanceOf = (address: Address) => testClientOf(world).getBalance({ address })
  const alarms = () => lines.filter(({ alarm }) => alarm !== undefined)
  const transfers = async () => (await listNonces(world)).filter(({ pays_to }) => pays_to !== null)
  const paused = () =>
    world.db.selectFrom('gas_signer').select('address').where('paused_at', 'is not', null).execute()

  it('is paused and alarms once while it holds too little, and others send', async () => {
    await set(first, LEAST - 1n)
    const bare = { ...ctx, treasury: null }
    await reviewSigners(bare)
    await reviewSigners(bare)
    expect(alarms()).to.have.length(1)
    expect(alarms()[0]).to.include({ alarm: 'gas-signer', signer: first, reason: 'low_balance' })
    for (let count = 0; count < 3; count += 1) {
      const { relay } = await acceptPayment(world, merchant)
      await watchUntil(world, relay.id, 'confirmed')
      expect((await noncesOf(world, relay.id)).map(({ address }) => address)).to.deep.equal([second])
    }
    await set(first, LEAST)
    await reviewSigners(bare)
    expect(await paused()).to.deep.equal([])
    expect(lines.at(-1)).to.include({ signer: first, msg: 'a gas signer sends again' })
  })

  it('lets relays wait, and loses none, where all keys are paused', async () => {
    const { relay } = await acceptPayment(world, merchant)
    for (const address of [first, second]) await set(address, 1n)
    await reviewSigners(world.ctx)
    await watchRelays(world.ctx)
    expect(await readRelay(world, relay.id)).to.include({ status: 'accepted', error_code: null })
    for (const address of [first, second]) await set(address, RICH)
    await reviewSigners(world.ctx)
    await watchUntil(world, relay.id, 'confirmed')
  })

  it('is paused when it is delegated to a contract, and gets no coin then', async () => {
    await set(TREASURY.address, RICH)
    await set(first, 0n)
    await testClientOf(world).setCode({ address: first, bytecode: `0xef0100${'11'.repeat(20)}` })
    await reviewSigners(ctx)
    expect(alarms()[0]).to.include({ alarm: 'gas-signer', signer: first, reason: 'delegated' })
    expect(await transfers()).to.deep.equal([])
  })

  it('is filled up from the treasury once, whoever reviews', async () => {
    await set(TREASURY.address, RICH)
    await set(first, LEAST / 2n)
    await Promise.all(Array.from({ length: 8 }, () => reviewSigners(ctx)))
    await waitFor(async () => (await balanceOf(first)) === TARGET, { describe: 'the key to be filled up' })
    await watchRelays(ctx)
    await reviewSigners(ctx)
    const made = await transfers()
    expect(made).to.have.length(1)
    expect(made[0]).to.include({ address: TREASURY.address, pays_to: first, status: 'final' })
    expect(made[0]?.pays_amount).to.equal(TARGET - LEAST / 2n)
    expect(await paused()).to.deep.equal([])
    const spent = RICH - (await balanceOf(TREASURY.address))
    const fee = (made[0]?.gas_used ?? 0n) * (made[0]?.effective_gas_price ?? 0n)
    expect(spent).to.equal(TARGET - LEAST / 2n + fee)
  })

  for (const point of ['after-nonce', 'before-broadcast', 'after-broadcast'] as const) {
    it(`is filled up once where the worker dies at ${point}`, async () => {
      const earlier = (await transfers()).length
      await set(TREASURY.address, RICH)
      await set(second, 0n)
      const crashPoint = (at: string) => {
        if (at === point) throw new Error(`died at ${point}`)
      }
      await reviewSigners({ ...ctx, crashPoint })
      expect(await transfers()).to.have.length(earlier + 1)
      const late = { now: () => new Date(Date.now() + 60_000) }
      await waitFor(
        async () => {
          await watchRelays({ ...ctx, clock: late })
          await reviewSigners(ctx)
          return (await transfers()).every(({ status }) => status === 'final')
        },
        { describe: 'the transfer to be final' },
      )
      expect(await transfers()).to.have.length(earlier + 1)
      expect(await balanceOf(second)).to.equal(TARGET)
    })
  }

  it('alarms where the treasury holds too little, and takes no nonce', async () => {
    const earlier = (await transfers()).length
    await set(TREASURY.address, TARGET)
    await set(first, 0n)
    await reviewSigners(ctx)
    expect(alarms().map(({ alarm }) => alarm)).to.deep.equal(['gas-signer', 'gas-treasury'])
    expect(await transfers()).to.have.length(earlier)
  })

  it('is paused where it could pay for no call on a dear day, and filled up for some', async () => {
    const call = GAS_CAP * parseGwei('100')
    expect(call > LEAST).to.equal(true)
    const { chain } = ctx
    const readNow: typeof chain.sender.readNow = async (client) => ({
      ...(await chain.sender.readNow(client)),
      baseFeePerGas: parseGwei('50'),
    })
    const readTip = async () => 0n
    const dear = { ...ctx, chain: { ...chain, sender: { ...chain.sender, readNow, readTip } } }
    await set(TREASURY.address, RICH)
    await set(first, call - 1n)
    await reviewSigners(dear)
    expect(alarms()[0]).to.include({ alarm: 'gas-signer', signer: first, reason: 'low_balance' })
    await waitFor(async () => (await balanceOf(first)) === 5n * call, { describe: 'the key to be filled up' })
    await watchRelays(ctx)
    await reviewSigners(dear)
    expect(await paused()).to.deep.equal([])
  })

  it('has the least and the target that the host set', () => {
    const env = world.env('worker')
    const { signerFunds } = readConfig({ ...env, SIGNER_FUNDS_8453: '0.005,0.02' })
    expect(signerFunds.get(8_453)).to.deep.equal({ least: parseEther('0.005'), target: parseEther('0.02') })
    for (const wrong of ['0.02', '0.02,0.01', '0.02,0.02', '-1,2', 'a,b', '1e3,2e3']) {
      expect(() => readConfig({ ...env, SIGNER_FUNDS_8453: wrong }), wrong).to.throw('SIGNER_FUNDS_8453')
    }
  })
})
