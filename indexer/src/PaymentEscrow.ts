import { type Context, ponder } from 'ponder:registry'
import { balanceEntry, balanceEvent, burnedPayment, payment, paymentEvent, withdrawal } from 'ponder:schema'
import type { Hex } from 'viem'
import { findBalance, putBalance, settle } from './balances.ts'
import type { EscrowEventName, Origin } from './event.ts'
import { lower } from './hex.ts'
import { authorized } from './rows/authorized.ts'
import { balanceTransferred, deposited, prepaidMoved } from './rows/balanceEvent.ts'
import { balanceChanged, balanceWithdrawn } from './rows/balances.ts'
import { burned } from './rows/burned.ts'
import { captured } from './rows/captured.ts'
import { charged } from './rows/charged.ts'
import { refunded } from './rows/refunded.ts'
import { reclaimed, voided } from './rows/returned.ts'
import { factOfBalance, factOfPayment } from './rows/settled.ts'
import type { BalanceEventRows, PaymentRow, PaymentRows } from './rows/types.ts'
import { withdrawn } from './rows/withdrawn.ts'

// Each handler looks up by primary key what its pure function needs, and writes what that returns. None reads the chain.
// Events that only settle something (PayoutSet, OperatorSet, NonceUsed, NonceCanceled, TokenListed, IntakePaused,
// ItemFailed) have no handler: they move no money.

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
  await context.db.insert(balanceEntry).values(rows.entries)
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

async function handle(
  context: Context,
  name: EscrowEventName,
  origin: Origin,
  id: Hex,
  change: (before: PaymentRow | null) => PaymentRows,
) {
  const chainId = context.chain.id
  const rows = change(await context.db.find(payment, { chainId, id: lower(id) }))
  await settle(context, name, origin, factOfPayment(rows))
  await context.db.insert(payment).values(rows.payment).onConflictDoUpdate(rows.payment)
  await context.db.insert(paymentEvent).values(rows.paymentEvent)
  await context.db.insert(balanceEntry).values(rows.entries)
}

async function handleBalance(
  context: Context,
  name: EscrowEventName,
  origin: Origin,
  rows: BalanceEventRows,
) {
  await settle(context, name, origin, factOfBalance(rows))
  await context.db.insert(balanceEvent).values(rows.balanceEvent)
  await context.db.insert(balanceEntry).values(rows.entries)
}
