import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { Db } from '../../../api/src/store/database.ts'
import * as relays from '../../../api/src/store/relays.ts'
import { waitFor } from '../../support/waitFor.ts'
import { addMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { acceptPayment } from './support/relays.ts'

const HASH = `0x${'ab'.repeat(32)}` as const

describe('many relays at once', () => {
  let world: World
  let first: string
  let last: string
  before(async () => {
    world = await openWorld()
    await recoverSender(world.ctx)
    const merchant = await addMerchant(world)
    first = (await acceptPayment(world, merchant)).relay.id
    last = (await acceptPayment(world, merchant)).relay.id
    // Now the last one is before the first one in the table.
    await world.db.updateTable('relay').set({ updated_at: new Date() }).where('id', '=', first).execute()
  })
  after(() => world.close())

  const pairs = () => [last, first].map((id) => ({ id, hash: HASH }))
  const now = new Date()
  const works: [string, (db: Db) => Promise<unknown>][] = [
    ['noted as tried', (db) => relays.noteTried(db, [last, first], now)],
    ['released', (db) => relays.release(db, [last, first], now)],
    ['submitted', (db) => relays.submit(db, [last, first], now, now)],
    ['noted with their transactions', (db) => relays.noteTransactions(db, 'submitted', pairs(), now)],
    ['confirmed', (db) => relays.confirmOwn(db, pairs(), now)],
  ]
  for (const [name, work] of works) {
    it(`are ${name} in one order: whoever waits for the first holds no other`, async () => {
      const status = name.startsWith('noted with') ? 'submitted' : 'accepted'
      await world.db.updateTable('relay').set({ status, leased_until: now }).execute()
      await world.db.updateTable('relay').set({ updated_at: new Date() }).where('id', '=', first).execute()
      const holder = await world.db.transaction().execute(async (tx) => {
        await tx.selectFrom('relay').select('id').where('id', '=', first).forUpdate().execute()
        const waiting = world.ctx.db.transaction().execute(async (other) => work(other))
        await waitFor(isSomebodyWaiting, { describe: 'somebody to wait for the first relay' })
        const free = await tx
          .selectFrom('relay')
          .select('id')
          .where('id', '=', last)
          .forUpdate()
          .skipLocked()
          .execute()
        return { waiting, free }
      })
      await holder.waiting
      expect(holder.free).to.deep.equal([{ id: last }])
    })
  }

  async function isSomebodyWaiting(): Promise<boolean> {
    const { rows } = await sql`SELECT FROM pg_locks WHERE NOT granted`.execute(world.db)
    return rows.length > 0
  }
})
