import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import type { RelayRow } from '../../../api/src/store/relays.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { gasSignerOf, sendAsStranger, testClientOf } from './support/chain.ts'
import { acceptPayment, noncesOf, readRelay, watchUntil } from './support/relays.ts'

describe('relays whose deadline passes while no key has room', () => {
  let world: World
  let merchant: TestMerchant
  let paid: RelayRow
  let unpaid: RelayRow
  let authorizeBy: bigint
  before(async () => {
    world = await openWorld()
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
    paid = (await acceptPayment(world, merchant)).relay
    const later = await acceptPayment(world, merchant)
    unpaid = later.relay
    authorizeBy = BigInt(later.request.terms.authorize_by)
    await world.db
      .updateTable('gas_signer')
      .set({ paused_at: new Date(), pause_reason: 'low_balance' })
      .where('address', '=', gasSignerOf(world.ctx))
      .execute()
  })
  after(() => world.close())

  it('wait for room until then', async () => {
    const before = await readRelay(world, paid.id)
    await watchRelays(world.ctx)
    expect(await readRelay(world, paid.id)).to.deep.equal(before)
  })

  it('are confirmed as executed by other where somebody sent them', async () => {
    await sendAsStranger(world, paid.calldata)
    const rpc = testClientOf(world)
    await rpc.setNextBlockTimestamp({ timestamp: authorizeBy })
    await rpc.mine({ blocks: 2 })
    expect(await watchUntil(world, paid.id, 'confirmed')).to.include({ executed_by: 'other', tx_hash: null })
  })

  it('are expired where nobody did, and hold no budget', async () => {
    const expired = await watchUntil(world, unpaid.id, 'expired')
    expect(expired).to.include({ error_code: 'deadline_passed', gas_reserved: 0n })
    expect(await noncesOf(world, unpaid.id)).to.deep.equal([])
  })
})
