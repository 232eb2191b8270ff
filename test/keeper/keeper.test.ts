import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { encodeListToken } from '@florin/sdk/escrow/adminCalldata.ts'
import { senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { encodeCancel, encodeChargeBatch, encodePause } from '@florin/sdk/subscriptions/calldata.ts'
import { expect } from 'chai'
import { type Abi, encodeFunctionData, type Hex, maxUint256 } from 'viem'
import { approve } from '../contracts/support/intake.ts'
import { mockArtifact } from '../contracts/support/mocks.ts'
import { balanceInside } from '../contracts/support/readings.ts'
import { accounts, type Sandbox } from '../contracts/support/sandbox.ts'
import {
  buildSubscription,
  createdPlan,
  day,
  price,
  stateOf,
  subscribe,
} from '../contracts/support/subscriptions.ts'
import { startInterferingProxy } from '../local/support/interferingProxy.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { keeperKey, keepOnce, startKeeper, startKeeperWith, toldBy } from './support/keeperProcess.ts'
import { type Kept, type KeptChain, newSubscription, passTime, startKeptChain } from './support/keptChain.ts'

const { admin, merchant, relayer } = accounts
const daily = { unit: 'second', period: Number(day), feeBps: 100 } as const
const hour = 3_600n

describe('npm run keeper', () => {
  let chain: KeptChain
  let box: Sandbox
  let snapshot: Hex
  before(async () => {
    chain = await startKeptChain()
    box = chain.box
  })
  after(() => chain.stop())
  beforeEach(async () => {
    snapshot = await box.client.snapshot()
  })
  afterEach(() => box.client.revert({ id: snapshot }))

  const sentByKeeper = () => box.client.getTransactionCount({ address: relayer.address })
  const nextPeriodOf = async ({ plan, subscription }: Kept) =>
    (await stateOf(box, plan, subscription)).nextPeriod

  /** Expects a round that sends nothing, and says why. */
  async function expectSkipped(id: string | undefined, reason: string): Promise<void> {
    const sent = await sentByKeeper()
    const told = await keepOnce(chain)
    expect(told).to.deep.include({ code: 0, ok: true, charged: 0, failed: 0 })
    expect(told.last.skipped).to.deep.equal([[id, reason]])
    expect(await sentByKeeper()).to.equal(sent)
  }

  it('charges what is due of every plan, once, with no server at all', async () => {
    const [one, other] = [await createdPlan(box, daily), await createdPlan(box, daily)]
    const kept = [await newSubscription(box, one), await newSubscription(box, one)]
    kept.push(await newSubscription(box, other))
    expect(await keepOnce(chain)).to.deep.include({ code: 0, ok: true, charged: 0 })

    await passTime(box, day)
    const before = await balanceInside(box, merchant.address)
    const told = await keepOnce(chain, '--range', '3')
    expect(told).to.deep.include({ code: 0, ok: true, charged: 3, failed: 0 })
    expect(told.last.charged).to.have.deep.members(kept.map(({ id }) => [id, 1]))
    expect(told.last.transactions).to.have.length(2)
    const earned = (await balanceInside(box, merchant.address)).available - before.available
    expect(earned).to.equal((3n * price * 99n) / 100n)

    const sent = await sentByKeeper()
    expect(await keepOnce(chain)).to.deep.include({ code: 0, ok: true, charged: 0 })
    expect(await sentByKeeper()).to.equal(sent)
  })

  it('stays within the size of a batch', async () => {
    const plan = await createdPlan(box, daily)
    for (let i = 0; i < 5; i += 1) await newSubscription(box, plan)
    await passTime(box, day)
    const told = await keepOnce(chain, '--batch', '2')
    expect(told).to.deep.include({ code: 0, charged: 5 })
    expect(told.last.transactions).to.have.length(3)
  })

  it('stays within the gas of a transaction', async () => {
    const plan = await createdPlan(box, daily)
    for (let i = 0; i < 6; i += 1) await newSubscription(box, plan)
    await passTime(box, day)
    const gasCap = 550_000
    const told = await keepOnce(chain, '--gas-cap', String(gasCap))
    expect(told).to.deep.include({ code: 0, charged: 6 })
    expect(told.last.transactions.length).to.be.greaterThan(1)
    for (const gas of told.last.transactions) expect(gas).to.be.at.most(gasCap)
  })

  it('exits with 1 when not even one subscription fits into the gas of a transaction', async () => {
    const kept = await newSubscription(box, await createdPlan(box, daily))
    await passTime(box, day)
    const told = await keepOnce(chain, '--gas-cap', '350000')
    expect(told).to.deep.include({ code: 1, ok: false, charged: 0 })
    expect(told.last.failed).to.deep.equal([[kept.id, 'AboveGasCap']])
  })

  it('leaves paused and ended ones alone', async () => {
    const plan = await createdPlan(box, daily)
    const [paused, canceled, ending] = [
      await newSubscription(box, plan),
      await newSubscription(box, plan),
      await newSubscription(box, plan),
    ]
    await newSubscription(box, plan, { maxPeriods: 1 })
    await box.send(merchant, box.manager, encodePause(plan, paused.subscription, senderAuth))
    await box.send(merchant, box.manager, encodeCancel(plan, canceled.subscription, false, senderAuth))
    await box.send(merchant, box.manager, encodeCancel(plan, ending.subscription, true, senderAuth))
    await passTime(box, day)
    const told = await keepOnce(chain)
    expect(told).to.deep.include({ code: 0, ok: true, charged: 0, failed: 0 })
    expect(told.last.skipped).to.deep.equal([])
  })

  it('spends no gas on one that cannot pay, and charges it once it can', async () => {
    const kept = await newSubscription(box, await createdPlan(box, daily))
    await approve(box, kept.subscriber, 0n, box.manager)
    await passTime(box, day)
    await expectSkipped(kept.id, 'CannotPay')
    await approve(box, kept.subscriber, maxUint256, box.manager)
    expect(await keepOnce(chain)).to.deep.include({ code: 0, charged: 1 })
  })

  it('spends no gas on one whose wallet the token has blocked', async () => {
    const artifact = await mockArtifact('tokens/BlockListToken')
    const token = await box.create(artifact)
    await box.send(admin, box.escrow, encodeListToken(token, true))
    const kept = await newSubscription(box, await createdPlan(box, { ...daily, token }))
    const abi: Abi = artifact.abi
    const args = [kept.subscriber.address, true] as const
    await box.send(admin, token, encodeFunctionData({ abi, functionName: 'setBlocked', args }))
    await passTime(box, day)
    await expectSkipped(kept.id, 'TokenRefuses')
  })

  it('exits with 1 when one fails on chain, and waits before it tries that one again', async () => {
    // Each alone could be charged, both together cannot.
    const plan = await createdPlan(box, daily)
    const first = await newSubscription(box, plan)
    const { subscriber } = first
    const subscription = await buildSubscription(box, { subscriber: subscriber.address })
    await subscribe(box, plan, subscription, { consent: 'caller' }, subscriber)
    await approve(box, subscriber, price, box.manager)
    await passTime(box, day)

    const told = await keepOnce(chain)
    expect(told).to.deep.include({ code: 1, ok: false, charged: 1, failed: 1 })
    const [[failed, reason] = []] = told.last.failed
    expect(reason).to.equal('CannotPay')
    // Nor does the failure of another keeper hide its own.
    await box.send(merchant, box.manager, encodeChargeBatch(plan, [first.subscription, subscription]))
    await approve(box, subscriber, maxUint256, box.manager)
    await expectSkipped(failed, 'FailedLately')
    await passTime(box, hour)
    expect(await keepOnce(chain)).to.deep.include({ code: 0, charged: 1 })
  })

  it('charges the others when one can no longer pay once the batch is sent', async () => {
    const plan = await createdPlan(box, daily)
    const [payer, leaver] = [await newSubscription(box, plan), await newSubscription(box, plan)]
    await passTime(box, day)
    const proxy = await startInterferingProxy(chain.rpcUrl, {
      method: 'eth_sendRawTransaction',
      time: 1,
      interfere: async () => {
        await approve(box, leaver.subscriber, 0n, box.manager)
        return 'pass'
      },
    })
    const told = await keepOnce({ ...chain, rpcUrl: proxy.url })
    await proxy.close()
    expect(told).to.deep.include({ code: 1, charged: 1, failed: 1 })
    expect(told.last.charged).to.deep.equal([[payer.id, 1]])
    expect(told.last.failed).to.deep.equal([[leaver.id, 'CannotPay']])
  })

  it('finds the manager and its first block in the deployment file of the chain', async () => {
    await newSubscription(box, await createdPlan(box, daily))
    await passTime(box, day)
    const file = testFile('deployments/31337.json')
    mkdirSync(path.dirname(file), { recursive: true })
    const created = { address: box.manager, block: 0 }
    writeFileSync(file, JSON.stringify({ contracts: { SubscriptionManager: created } }))
    const variables = { KEEPER_RPC_URL: chain.rpcUrl, KEEPER_KEY: keeperKey }
    const args = ['--once', '--json', '--deployments', path.dirname(file)]
    expect(await toldBy(await startKeeperWith(variables, ...args))).to.deep.include({ code: 0, charged: 1 })
  })

  describe('without --once', () => {
    const charged = (kept: Kept, periods: number) =>
      waitFor(async () => (await nextPeriodOf(kept)) === periods, { describe: `${periods} charged periods` })

    it('keeps watching until it is stopped, and then ends with 0', async () => {
      const kept = await newSubscription(box, await createdPlan(box, daily))
      const keeper = await startKeeper(chain, '--interval', '1')
      try {
        for (const periods of [2, 3]) {
          await passTime(box, day)
          await charged(kept, periods)
        }
      } finally {
        await keeper.stop()
      }
      expect(await toldBy(keeper)).to.deep.include({ code: 0, ok: true, charged: 2, failed: 0 })
    })

    it('charges again what a reorg took back', async () => {
      const kept = await newSubscription(box, await createdPlan(box, daily))
      const fork = await box.client.snapshot()
      const keeper = await startKeeper(chain, '--interval', '1')
      try {
        await passTime(box, day)
        await charged(kept, 2)
        // A receipt that went before it was read would be waited for longer than this test lasts.
        await waitFor(() => keeper.output().includes(', 1 charged,'), {
          describe: 'the keeper to know that it charged',
        })
        await box.client.revert({ id: fork })
        await charged(kept, 1)
        await passTime(box, day)
        await charged(kept, 2)
      } finally {
        await keeper.stop()
      }
      expect(await toldBy(keeper)).to.deep.include({ code: 0, charged: 2 })
    })
  })
})
