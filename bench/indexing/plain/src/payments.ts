import { ponder } from 'ponder:registry'
import { payment, paymentEvent } from 'ponder:schema'
import type { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { modes, sources } from '@florin/sdk/escrow/terms.ts'
import type { GetEventArgs } from 'viem'
import { book } from './book.ts'
import { fact, place } from './event.ts'

type Named = { EnableUnion: false; IndexedOnly: false; Required: true }
type AbiTerms = GetEventArgs<typeof paymentEscrowAbi, 'Authorized', Named>['terms']

function agreed(terms: AbiTerms) {
  return {
    ...terms,
    authorizeBy: BigInt(terms.authorizeBy),
    captureBy: BigInt(terms.captureBy),
    refundBy: BigInt(terms.refundBy),
    mode: modes[terms.mode] ?? 'escrow',
  }
}

const NOTHING_BACK = { voided: 0n, reclaimed: 0n, refunded: 0n }

ponder.on('PaymentEscrow:Authorized', async ({ event, context: { db, chain } }) => {
  const { id, terms, capturableAfter, refundableAfter } = event.args
  const { payer, merchant, token, amount } = terms
  const source = sources[event.args.source] ?? 'allowance'
  const where = fact(chain.id, event)
  await db.insert(payment).values({
    ...place(chain.id, event),
    id,
    escrow: event.log.address,
    ...agreed(terms),
    source,
    authorized: amount,
    captured: 0n,
    fees: 0n,
    ...NOTHING_BACK,
    capturable: capturableAfter,
    refundable: refundableAfter,
    status: 'authorized',
  })
  const said = { payer, merchant, token, amount, source, capturableAfter, refundableAfter }
  await db.insert(paymentEvent).values({ ...where, paymentId: id, kind: 'authorized', fee: 0n, ...said })
  await book(db, where, token, [
    [source === 'available' ? 'available' : 'external', payer, -amount],
    ['escrow', id, amount],
  ])
})

ponder.on('PaymentEscrow:Charged', async ({ event, context: { db, chain } }) => {
  const { id, terms, fee, capturableAfter, refundableAfter, seq } = event.args
  const { payer, merchant, token, amount, feeRecipient } = terms
  const source = sources[event.args.source] ?? 'allowance'
  const where = fact(chain.id, event)
  await db.insert(payment).values({
    ...place(chain.id, event),
    id,
    escrow: event.log.address,
    ...agreed(terms),
    source,
    authorized: amount,
    captured: amount,
    fees: fee,
    ...NOTHING_BACK,
    capturable: capturableAfter,
    refundable: refundableAfter,
    status: 'captured',
  })
  const said = {
    payer,
    merchant,
    token,
    amount,
    fee,
    feeRecipient,
    source,
    capturableAfter,
    refundableAfter,
    seq,
  }
  await db.insert(paymentEvent).values({ ...where, paymentId: id, kind: 'charged', ...said })
  await book(db, where, token, [
    [source === 'available' ? 'available' : 'external', payer, -amount],
    ['available', merchant, amount - fee],
    ['available', feeRecipient, fee],
  ])
})

ponder.on('PaymentEscrow:Captured', async ({ event, context: { db, chain } }) => {
  const { id, merchant, token, amount, fee, feeRecipient, capturableAfter, refundableAfter, seq } = event.args
  const where = fact(chain.id, event)
  const { payer } = await db.update(payment, { chainId: chain.id, id }).set((row) => ({
    captured: row.captured + amount,
    fees: row.fees + fee,
    capturable: capturableAfter,
    refundable: refundableAfter,
    status: capturableAfter > 0n ? 'partially_captured' : 'captured',
  }))
  const said = { payer, merchant, token, amount, fee, feeRecipient, capturableAfter, refundableAfter, seq }
  await db.insert(paymentEvent).values({ ...where, paymentId: id, kind: 'captured', ...said })
  await book(db, where, token, [
    ['escrow', id, -amount],
    ['available', merchant, amount - fee],
    ['available', feeRecipient, fee],
  ])
})

ponder.on('PaymentEscrow:Voided', async ({ event, context: { db, chain } }) => {
  const { id, amount, credited, capturableAfter, refundableAfter } = event.args
  const where = fact(chain.id, event)
  const { payer, merchant, token } = await db.update(payment, { chainId: chain.id, id }).set((row) => ({
    voided: row.voided + amount,
    capturable: capturableAfter,
    refundable: refundableAfter,
    status: row.captured > 0n ? 'captured' : 'voided',
  }))
  const said = {
    payer,
    merchant,
    token,
    amount,
    recipient: payer,
    credited,
    capturableAfter,
    refundableAfter,
  }
  await db.insert(paymentEvent).values({ ...where, paymentId: id, kind: 'voided', fee: 0n, ...said })
  await book(db, where, token, [
    ['escrow', id, -amount],
    [credited ? 'available' : 'external', payer, amount],
  ])
})

ponder.on('PaymentEscrow:Refunded', async ({ event, context: { db, chain } }) => {
  const { id, amount, credited, capturableAfter, refundableAfter, seq } = event.args
  const source = sources[event.args.source] ?? 'allowance'
  const where = fact(chain.id, event)
  const { payer, merchant, token } = await db.update(payment, { chainId: chain.id, id }).set((row) => ({
    refunded: row.refunded + amount,
    capturable: capturableAfter,
    refundable: refundableAfter,
    status: refundableAfter === 0n ? 'refunded' : 'captured',
  }))
  const parties = { payer, merchant, token, recipient: payer }
  const said = { amount, fee: 0n, source, credited, capturableAfter, refundableAfter, seq }
  await db.insert(paymentEvent).values({ ...where, paymentId: id, kind: 'refunded', ...parties, ...said })
  await book(db, where, token, [
    [source === 'available' ? 'available' : 'external', merchant, -amount],
    [credited ? 'available' : 'external', payer, amount],
  ])
})
