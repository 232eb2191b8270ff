import { type Context, ponder } from 'ponder:registry'
import {
  balanceEvent,
  burnedPayment,
  escrowSetting,
  failedCapture,
  operator,
  payment,
  paymentEvent,
  payout,
  signedNonce,
  withdrawal,
} from 'ponder:schema'
import type { Hex } from 'viem'
import { findBalance, findToken, putBalance, putEntries, putToken, settle } from './balances.ts'
import type { EscrowEventName, Origin } from './event.ts'
import { lower } from './hex.ts'
import { plainRow } from './plainRow.ts'
import { operatorSet, payoutSet } from './rows/accountSettings.ts'
import { authorized } from './rows/authorized.ts'
import { balanceTransferred, deposited, prepaidMoved } from './rows/balanceEvent.ts'
import { balanceChanged, balanceWithdrawn } from './rows/balances.ts'
import { burned } from './rows/burned.ts'
import { captured } from './rows/captured.ts'
import { charged } from './rows/charged.ts'
import { intakePaused, ownershipTransferred, ownershipTransferStarted } from './rows/escrowSetting.ts'
import { captureFailed } from './rows/failures.ts'
import { refunded } from './rows/refunded.ts'
import { reclaimed, voided } from './rows/returned.ts'
import { factOfBalance, factOfPayment } from './rows/settled.ts'
import { nonceCanceled, nonceUsed } from './rows/signedNonce.ts'
import { tokenListed } from './rows/token.ts'
import type { BalanceEventRows, EscrowSettingRow, PaymentRow, PaymentRows } from './rows/types.ts'
import { withdrawn } from './rows/withdrawn.ts'

// Each handler looks up by primary key what its pure function needs, and writes what that returns. None reads the chain.

ponder.on('PaymentEscrow:Authorized', ({ event, context }) =>
  handle(context, 'Authorized', event, event.args.id, (before) =>
    authorized(context.chain.id, event, before),
  ),
)

ponder.on('PaymentEscrow:Charged', ({ event, context }) =>
  handle(context, 'Charged', event, event.args.id, (before) => charged(context.chain.id, event, before)),
)

ponder.on('PaymentEscrow:Captured', ({ event, context }) =>
  handle(context, 'Captured', event, event.args.id, (before) => captured(context.chain.id, event, before)),
)

ponder.on('PaymentEscrow:Voided', ({ event, context }) =>
  handle(context, 'Voided', event, event.args.id, (before) => voided(context.chain.id, event, before)),
)

ponder.on('PaymentEscrow:Reclaimed', ({ event, context }) =>
  handle(context, 'Reclaimed', event, event.args.id, (before) => reclaimed(context.chain.id, event, before)),
)

ponder.on('PaymentEscrow:Refunded', ({ event, context }) =>
  handle(context, 'Refunded', event, event.args.id, (before) => refunded(context.chain.id, event, before)),
)

ponder.on('PaymentEscrow:Withdrawn', async ({ event, context }) => {
  const { account, token } = event.args
  const rows = withdrawn(context.chain.id, event)
  const before = await findBalance(context, account, token)
  await putBalance(context, balanceWithdrawn(context.chain.id, event, before))
  await context.db.insert(withdrawal).values(rows.withdrawal)
  await putEntries(context, 'Withdrawn', event, rows.entries)
})

ponder.on('PaymentEscrow:BalanceChanged', async ({ event, context }) => {
  const { account, token } = event.args
  const before = await findBalance(context, account, token)
  await putBalance(context, balanceChanged(context.chain.id, event, before))
})

ponder.on('PaymentEscrow:Deposited', ({ event, context }) =>
  handleBalance(context, 'Deposited', event, deposited(context.chain.id, event)),
)

ponder.on('PaymentEscrow:PrepaidMoved', ({ event, context }) =>
  handleBalance(context, 'PrepaidMoved', event, prepaidMoved(context.chain.id, event)),
)

ponder.on('PaymentEscrow:BalanceTransferred', ({ event, context }) =>
  handleBalance(context, 'BalanceTransferred', event, balanceTransferred(context.chain.id, event)),
)

ponder.on('PaymentEscrow:Burned', async ({ event, context }) => {
  const chainId = context.chain.id
  const known = await context.db.find(payment, { chainId, id: lower(event.args.id) })
  await context.db.insert(burnedPayment).values(burned(chainId, event, known))
})

ponder.on('PaymentEscrow:ItemFailed', async ({ event, context }) => {
  await context.db.insert(failedCapture).values(captureFailed(context.chain.id, event))
})

ponder.on('PaymentEscrow:OperatorSet', async ({ event, context }) => {
  const row = operatorSet(context.chain.id, event)
  await context.db.insert(operator).values(row).onConflictDoUpdate(row)
})

ponder.on('PaymentEscrow:PayoutSet', async ({ event, context }) => {
  const row = payoutSet(context.chain.id, event)
  await context.db.insert(payout).values(row).onConflictDoUpdate(row)
})

// The contract lets a nonce be used or canceled once: another event of it breaks the key, and so stops the indexer.
ponder.on('PaymentEscrow:NonceUsed', async ({ event, context }) => {
  await context.db.insert(signedNonce).values(nonceUsed(context.chain.id, event))
})

ponder.on('PaymentEscrow:NonceCanceled', async ({ event, context }) => {
  await context.db.insert(signedNonce).values(nonceCanceled(context.chain.id, event))
})

ponder.on('PaymentEscrow:TokenListed', async ({ event, context }) => {
  await putToken(context, tokenListed(event, await findToken(context, event.args.token)))
})

ponder.on('PaymentEscrow:IntakePaused', ({ event, context }) =>
  handleSetting(context, event, (before) => intakePaused(context.chain.id, event, before)),
)

ponder.on('PaymentEscrow:OwnershipTransferStarted', ({ event, context }) =>
  handleSetting(context, event, (before) => ownershipTransferStarted(context.chain.id, event, before)),
)

ponder.on('PaymentEscrow:OwnershipTransferred', ({ event, context }) =>
  handleSetting(context, event, (before) => ownershipTransferred(context.chain.id, event, before)),
)

async function handle(
  context: Context,
  name: EscrowEventName,
  origin: Origin,
  id: Hex,
  change: (before: PaymentRow | null) => PaymentRows,
) {
  const chainId = context.chain.id
  const known = await context.db.find(payment, { chainId, id: lower(id) })
  const rows = change(known && plainRow(payment, known))
  await settle(context, name, origin, factOfPayment(rows))
  await context.db.insert(payment).values(rows.payment).onConflictDoUpdate(rows.payment)
  await context.db.insert(paymentEvent).values(rows.paymentEvent)
  await putEntries(context, name, origin, rows.entries)
}

async function handleBalance(
  context: Context,
  name: EscrowEventName,
  origin: Origin,
  rows: BalanceEventRows,
) {
  await settle(context, name, origin, factOfBalance(rows))
  await context.db.insert(balanceEvent).values(rows.balanceEvent)
  await putEntries(context, name, origin, rows.entries)
}

async function handleSetting(
  { db, chain }: Context,
  { log }: Origin,
  change: (before: EscrowSettingRow | null) => EscrowSettingRow,
) {
  const row = change(await db.find(escrowSetting, { chainId: chain.id, escrow: lower(log.address) }))
  await db.insert(escrowSetting).values(row).onConflictDoUpdate(row)
}
