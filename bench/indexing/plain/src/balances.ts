import { ponder } from 'ponder:registry'
import { accountBalance, balanceEvent, withdrawal } from 'ponder:schema'
import { sources } from '@florin/sdk/escrow/terms.ts'
import { book } from './book.ts'
import { fact } from './event.ts'

const NOTHING_OPEN = { unproven: 0n, unprovenPrepaid: 0n, due: 0n, feesDue: 0n }

ponder.on('PaymentEscrow:BalanceChanged', async ({ event, context: { db, chain } }) => {
  const { account, token, availableAfter: available, prepaidAfter: prepaid, seq } = event.args
  const said = { available, prepaid, seq, blockNumber: event.block.number }
  await db
    .insert(accountBalance)
    .values({ chainId: chain.id, account, token, ...said, ...NOTHING_OPEN })
    .onConflictDoUpdate(said)
})

ponder.on('PaymentEscrow:Withdrawn', async ({ event, context: { db, chain } }) => {
  const { account, token, to, amount, availableAfter: available, prepaidAfter: prepaid, seq } = event.args
  const where = fact(chain.id, event)
  const said = { available, prepaid, seq, blockNumber: event.block.number }
  await db.update(accountBalance, { chainId: chain.id, account, token }).set(said)
  await db.insert(withdrawal).values({ ...where, account, token, recipient: to, amount, seq })
  await book(db, where, token, [
    ['available', account, -amount],
    ['external', to, amount],
  ])
})

ponder.on('PaymentEscrow:Deposited', async ({ event, context: { db, chain } }) => {
  const { account, token, amount, toPrepaid, source, seq } = event.args
  const where = fact(chain.id, event)
  const said = { account, token, amount, toPrepaid, source: sources[source], seq }
  await db.insert(balanceEvent).values({ ...where, kind: 'deposited', ...said })
  await book(db, where, token, [
    ['external', account, -amount],
    [toPrepaid ? 'prepaid' : 'available', account, amount],
  ])
})
