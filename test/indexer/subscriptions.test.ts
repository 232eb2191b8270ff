import { after, before, describe, it } from 'node:test'
import { lastCharged, paidUntil } from '@florin/sdk/subscriptions/due.ts'
import type { SubscriptionState, SubscriptionStatus } from '@florin/sdk/subscriptions/state.ts'
import { expect } from 'chai'
import { type Address, type Hex, zeroAddress } from 'viem'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil } from '../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { openEscrowChain } from './support/escrowChain.ts'
import { openReader, startTestIndexer, type TestIndexer, VIEWS } from './support/indexer.ts'
import { playEveryVerb } from './support/scenario.ts'
import { openSubscriptions, type SubscriptionChain } from './support/subscriptionChain.ts'
import { playSubscriptions } from './support/subscriptionScenario.ts'

type Columns = Record<string, string | number | boolean | null>
type Played = Awaited<ReturnType<typeof playSubscriptions>>

/** What a row says of a subscription, and what the contract does: it knows no reasons, and no end of periods. */
const STATUSES: Record<string, SubscriptionStatus> = {
  active: 'active',
  ended: 'active',
  paused: 'paused',
  ending: 'ending',
  canceled: 'ended',
  replaced: 'ended',
}

describe('the indexer of subscriptions', () => {
  let database: TestDatabase
  let node: LocalChain
  let chain: SubscriptionChain
  let indexer: TestIndexer
  let reader: ReturnType<typeof openReader>
  let played: Played

  before(async () => {
    const deployments = testFile('deployments')
    ;[database, node] = await Promise.all([openTestDatabase(), startTestAnvil()])
    const escrowChain = await openEscrowChain(node, deployments)
    chain = openSubscriptions(escrowChain)
    indexer = await startTestIndexer(database, { deployments, chains: [chain] })
    // Merchant, operator and fee recipient have balances of payments, too.
    await playEveryVerb(escrowChain)
    played = await playSubscriptions(chain)
    await indexer.untilReady()
    reader = openReader(database)
    // The last call of the story.
    const everything = () => reader.rows(`select 1 from ${VIEWS}.plan where archived`)
    await waitFor(async () => (await everything()).length === 1, { describe: 'all facts in the views' })
  })
  after(async () => {
    await reader?.close()
    await indexer?.stop()
    await node?.stop()
    await database?.close()
  })

  const rowOf = async (table: string, id: Hex): Promise<Columns> => {
    const [row] = await reader.rows<Columns>(
      `select * from ${VIEWS}.${table} where chain_id = $1 and id = $2`,
      [chain.chainId, id],
    )
    if (!row) throw new Error(`${table} ${id} has no row`)
    return row
  }
  const begun = () => Object.entries(played.subscriptions).filter(([name]) => name !== 'burned')

  it('knows each plan as the contract does', async () => {
    for (const plan of played.plans) {
      const row = await rowOf('plan', chain.planIdOf(plan))
      const { price, nextPrice, effectiveAt, version, archived } = await chain.planStateOf(plan)
      expect(row).to.include({
        price: `${price}`,
        next_price: `${nextPrice}`,
        effective_at: `${effectiveAt}`,
        version,
        archived,
        merchant: plan.merchant.toLowerCase(),
        unit: plan.unit,
        period: `${plan.period}`,
        fee_bps: plan.feeBps,
        salt: `${plan.salt}`,
      })
    }
    expect(await reader.count('plan')).to.equal(played.plans.length)
  })

  it('knows each subscription as the contract does', async () => {
    for (const [name, agreed] of begun()) {
      const { plan, subscription } = agreed
      const row = await rowOf('subscription', chain.idOf(agreed))
      const state = await chain.stateOf(agreed)
      expect(STATUSES[`${row.status}`], name).to.equal(state.status)
      const { anchor, nextPeriod, pauses } = state
      expect(row, name).to.include({ anchor: `${anchor}`, next_period: `${nextPeriod}`, pauses })
      expect(row.charged_at ?? '0', name).to.equal(`${state.chargedAt}`)
      expect(row.paid_until, name).to.equal(`${paidUntil(plan, state)}`)
      expect(row.last_period ?? undefined, name).to.equal(lastCharged(state)?.toString())
      expect(row, name).to.include({
        plan_id: chain.planIdOf(plan),
        subscriber: subscription.subscriber.toLowerCase(),
        merchant: plan.merchant.toLowerCase(),
        first_amount: `${subscription.firstAmount}`,
        salt: `${subscription.salt}`,
      })
    }
    expect(await reader.count('subscription')).to.equal(begun().length)
  })

  it('says how each of them stands', async () => {
    const told = await Promise.all(
      begun().map(async ([name, agreed]) => [name, (await rowOf('subscription', chain.idOf(agreed))).status]),
    )
    expect(Object.fromEntries(told)).to.deep.equal({
      funded: 'replaced',
      permitted: 'ended',
      called: 'ending',
      free: 'paused',
      onTrial: 'active',
      own: 'active',
      poor: 'canceled',
      inCoin: 'active',
      upgraded: 'active',
    })
    const { funded, upgraded, called, burned } = played.subscriptions
    const [old, next] = [chain.idOf(funded), chain.idOf(upgraded)]
    expect(await rowOf('subscription', old)).to.include({ replaced_by: next, replaces: null })
    expect(await rowOf('subscription', next)).to.include({ replaced_by: null, replaces: old })
    const ending = await rowOf('subscription', chain.idOf(called))
    expect(ending.ends_at).to.equal(ending.paid_until)
    expect(await rowOf('burned_subscription', chain.idOf(burned))).to.include({
      subscriber: burned.subscription.subscriber.toLowerCase(),
    })
  })

  it('has a row for each period that was charged, from where it came', async () => {
    const { funded, permitted, own, poor, free, inCoin, onTrial } = played.subscriptions
    const chargesOf = async (agreed: typeof funded) => {
      const rows = await reader.rows<{ period: string; amount: string; fee: string; source: string }>(
        `select period, amount, fee, source from ${VIEWS}.subscription_charge where subscription_id = $1
         order by block_number, log_index`,
        [chain.idOf(agreed)],
      )
      return rows.map(({ period, amount, fee, source }) => [
        Number(period),
        Number(amount),
        Number(fee),
        source,
      ])
    }
    const [M, whole] = [1_000_000, 10_000_000]
    expect(await chargesOf(funded)).to.deep.equal([
      [0, whole, 100_000, 'prepaid'],
      [1, whole, 100_000, 'prepaid'],
      [3, 11 * M, 110_000, 'allowance'],
    ])
    expect(await chargesOf(permitted)).to.deep.equal([
      [0, whole, 100_000, 'allowance'],
      [1, whole, 100_000, 'allowance'],
    ])
    expect(await chargesOf(own)).to.deep.equal([
      [0, whole, 100_000, 'prepaid'],
      [1, whole, 100_000, 'prepaid'],
      [3, 11 * M, 110_000, 'prepaid'],
    ])
    expect(await chargesOf(poor)).to.deep.equal([[0, 0, 0, 'nothing']])
    expect(await chargesOf(free)).to.deep.equal([
      [0, 0, 0, 'nothing'],
      [1, 0, 0, 'nothing'],
    ])
    expect(await chargesOf(inCoin)).to.deep.equal([
      [0, whole, 100_000, 'prepaid'],
      [1, whole, 100_000, 'prepaid'],
    ])
    expect(await chargesOf(onTrial), 'the fee takes all').to.deep.equal([[0, whole, whole, 'allowance']])
  })

  it('remembers as charged what the contract does', async () => {
    for (const [name, agreed] of begun()) {
      const rows = await reader.rows<{ period: string; block_hash: Hex; block_number: string }>(
        `select period, block_hash, block_number from ${VIEWS}.subscription_charge where subscription_id = $1
         order by period`,
        [chain.idOf(agreed)],
      )
      const state = await chain.stateOf(agreed)
      expect(
        rows.map(({ period }) => Number(period)),
        name,
      ).to.deep.equal(periodsOf(state))
      for (const { block_hash, block_number } of rows) {
        const block = await chain.client.getBlock({ blockNumber: BigInt(block_number) })
        expect(block_hash).to.equal(block.hash)
      }
    }
  })

  it('knows the usage of each period as the contract does, and each increase', async () => {
    const usages = await reader.rows<{
      subscription_id: Hex
      period: string
      cumulative: string
      sum: string
    }>(
      `select subscription_id, period, cumulative, (select sum(amount) from ${VIEWS}.usage_charge c
         where (c.chain_id, c.subscription_id, c.period) = (u.chain_id, u.subscription_id, u.period)) as sum
       from ${VIEWS}.period_usage u order by cumulative`,
    )
    const { funded, free } = played.subscriptions
    const wanted = [
      [free, 1],
      [funded, 1],
      [funded, 0],
    ] as const
    expect(usages).to.have.lengthOf(wanted.length)
    for (const [index, [agreed, period]] of wanted.entries()) {
      const cumulative = `${await chain.usageOf(agreed, period)}`
      const row = { subscription_id: chain.idOf(agreed), period: `${period}`, cumulative, sum: cumulative }
      expect(usages[index]).to.deep.equal(row)
    }
    expect(usages.map(({ cumulative }) => cumulative)).to.deep.equal(['7', '2000000', '3000000'])
  })

  it('knows each balance as the contract does, and as the sum of its legs', async () => {
    const legsOf = (kind: string) => `(select coalesce(sum(e.amount), 0) from ${VIEWS}.balance_entry e
      where (e.chain_id, e.account, e.token) = (b.chain_id, b.account, b.token) and e.account_kind = '${kind}')`
    const balances = await reader.rows<Columns & { account: Address; token: Address }>(
      `select b.*, ${legsOf('available')} as available_legs, ${legsOf('prepaid')} as prepaid_legs
       from ${VIEWS}.account_balance b`,
    )
    expect(balances.length).to.be.greaterThan(5)
    for (const row of balances) {
      const [available, prepaid, seq] = (await chain.balanceOf(row.account, row.token)).map(String)
      expect(row).to.include({ available, prepaid, seq, available_legs: available, prepaid_legs: prepaid })
      expect(row).to.include({ unproven: '0', unproven_prepaid: '0', due: '0', fees_due: '0' })
    }
  })

  it('balances every fact to zero, and holds what the contract holds', async () => {
    const crooked = `select identity from ${VIEWS}.balance_entry group by chain_id, identity having sum(amount) <> 0`
    expect(await reader.rows(crooked)).to.deep.equal([])
    for (const token of [chain.token, zeroAddress]) {
      const [inside] = await reader.rows<{ held: string }>(
        `select sum(amount) as held from ${VIEWS}.balance_entry where account_kind <> 'external' and token = $1`,
        [token.toLowerCase()],
      )
      expect(inside?.held).to.equal(`${await chain.heldByEscrow(token)}`)
    }
  })
})

/** The periods that the contract remembers as charged. */
function periodsOf({ nextPeriod, charged }: SubscriptionState): number[] {
  return Array.from({ length: nextPeriod }, (_, period) => period).filter(
    (period) => ((charged >> BigInt(nextPeriod - 1 - period)) & 1n) === 1n,
  )
}
