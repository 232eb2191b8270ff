import { authorized } from '../../../indexer/src/rows/authorized.ts'
import { balanceTransferred, deposited, prepaidMoved } from '../../../indexer/src/rows/balanceEvent.ts'
import { balanceChanged, balanceWithdrawn, emptyBalance } from '../../../indexer/src/rows/balances.ts'
import { captured } from '../../../indexer/src/rows/captured.ts'
import { charged } from '../../../indexer/src/rows/charged.ts'
import { refunded } from '../../../indexer/src/rows/refunded.ts'
import { reclaimed, voided } from '../../../indexer/src/rows/returned.ts'
import {
  type Fact,
  factOfBalance,
  factOfPayment,
  settledAccounts,
  settledBalances,
} from '../../../indexer/src/rows/settled.ts'
import type {
  AccountBalanceRow,
  BalanceEntryRow,
  BalanceEventRow,
  BalanceEventRows,
  PaymentEventRow,
  PaymentRow,
  PaymentRows,
  WithdrawalRow,
} from '../../../indexer/src/rows/types.ts'
import { withdrawn } from '../../../indexer/src/rows/withdrawn.ts'
import { CHAIN_ID, type Happened, MANAGER, type MoneyEvent, type PlanEvent } from './events.ts'
import { openPlanBook } from './planBook.ts'

/** The indexer's tables in memory, filled by its pure functions. */
export function openBook() {
  const payments = new Map<string, PaymentRow>()
  const balances = new Map<string, AccountBalanceRow>()
  const facts: PaymentEventRow[] = []
  const withdrawals: WithdrawalRow[] = []
  const balanceEvents: BalanceEventRow[] = []
  const entries: BalanceEntryRow[] = []

  function findBalance(account: `0x${string}`, token: `0x${string}`): AccountBalanceRow {
    const nothing = emptyBalance(CHAIN_ID, account, token)
    return balances.get(`${nothing.account} ${nothing.token}`) ?? nothing
  }

  function putBalance(balance: AccountBalanceRow) {
    balances.set(`${balance.account} ${balance.token}`, balance)
  }

  function settle(happened: Happened, fact: Fact) {
    const before = settledAccounts(fact).map((account) => findBalance(account, fact.token))
    const at = { chainId: CHAIN_ID, name: happened.name, origin: happened.event }
    settledBalances(at, fact, before).forEach(putBalance)
    entries.push(...fact.entries)
  }

  const plans = openPlanBook({ settle, findBalance, putBalance })

  function post(happened: Happened) {
    return isOfManager(happened) ? plans.post(happened) : postMoney(happened)
  }

  function postMoney(happened: MoneyEvent) {
    switch (happened.name) {
      case 'BalanceChanged': {
        const { account, token } = happened.event.args
        return putBalance(balanceChanged(CHAIN_ID, happened.event, findBalance(account, token)))
      }
      case 'Withdrawn': {
        const { account, token } = happened.event.args
        const rows = withdrawn(CHAIN_ID, happened.event)
        putBalance(balanceWithdrawn(CHAIN_ID, happened.event, findBalance(account, token)))
        withdrawals.push(rows.withdrawal)
        return entries.push(...rows.entries)
      }
      case 'Deposited':
      case 'PrepaidMoved':
      case 'BalanceTransferred': {
        const rows = balanceRows(happened)
        settle(happened, factOfBalance(rows))
        return balanceEvents.push(rows.balanceEvent)
      }
      default: {
        const rows = paymentRows(happened, payments.get(happened.event.args.id) ?? null)
        settle(happened, factOfPayment(rows))
        payments.set(rows.payment.id, rows.payment)
        return facts.push(rows.paymentEvent)
      }
    }
  }

  const { post: _, ...planTables } = plans
  return { payments, balances, facts, withdrawals, balanceEvents, entries, ...planTables, post }
}

function isOfManager(happened: Happened): happened is PlanEvent {
  return happened.event.log.address === MANAGER
}

type BalanceHappened = Extract<MoneyEvent, { name: 'Deposited' | 'PrepaidMoved' | 'BalanceTransferred' }>

function balanceRows(happened: BalanceHappened): BalanceEventRows {
  switch (happened.name) {
    case 'Deposited':
      return deposited(CHAIN_ID, happened.event)
    case 'PrepaidMoved':
      return prepaidMoved(CHAIN_ID, happened.event)
    case 'BalanceTransferred':
      return balanceTransferred(CHAIN_ID, happened.event)
  }
}

type PaymentHappened = Exclude<MoneyEvent, BalanceHappened | { name: 'BalanceChanged' | 'Withdrawn' }>

function paymentRows(happened: PaymentHappened, before: PaymentRow | null): PaymentRows {
  switch (happened.name) {
    case 'Authorized':
      return authorized(CHAIN_ID, happened.event, before)
    case 'Charged':
      return charged(CHAIN_ID, happened.event, before)
    case 'Captured':
      return captured(CHAIN_ID, happened.event, before)
    case 'Voided':
      return voided(CHAIN_ID, happened.event, before)
    case 'Reclaimed':
      return reclaimed(CHAIN_ID, happened.event, before)
    case 'Refunded':
      return refunded(CHAIN_ID, happened.event, before)
  }
}
