import type { Context } from 'ponder:registry'
import { accountBalance, balanceEntry, token } from 'ponder:schema'
import type { Hex } from 'viem'
import type { EventName, Origin } from './event.ts'
import { lower } from './hex.ts'
import { emptyBalance } from './rows/balances.ts'
import { type Fact, settledAccounts, settledBalances } from './rows/settled.ts'
import { tokenAfter, unknownToken } from './rows/token.ts'
import type { AccountBalanceRow, BalanceEntryRow, TokenRow } from './rows/types.ts'

/** Lays a fact beside what the contracts stated of the balances that it moves. */
export async function settle(context: Context, name: EventName, origin: Origin, fact: Fact) {
  const before: AccountBalanceRow[] = []
  for (const account of settledAccounts(fact)) before.push(await findBalance(context, account, fact.token))
  const at = { chainId: context.chain.id, name, origin }
  for (const balance of settledBalances(at, fact, before)) await putBalance(context, balance)
}

/** Writes the legs of a fact and what the escrow owes in the token after it. A charge of nothing has no legs. */
export async function putEntries(
  context: Context,
  name: EventName,
  origin: Origin,
  entries: BalanceEntryRow[],
) {
  const [first] = entries
  if (first === undefined) return
  await context.db.insert(balanceEntry).values(entries)
  const before = await findToken(context, first.token)
  await putToken(context, tokenAfter({ chainId: context.chain.id, name, origin }, before, entries))
}

export async function findToken({ db, chain }: Context, address: Hex): Promise<TokenRow> {
  const known = await db.find(token, { chainId: chain.id, token: lower(address) })
  return known ?? unknownToken(chain.id, address)
}

export async function putToken({ db }: Context, row: TokenRow) {
  await db.insert(token).values(row).onConflictDoUpdate(row)
}

export async function findBalance(context: Context, account: Hex, token: Hex): Promise<AccountBalanceRow> {
  const chainId = context.chain.id
  const known = await context.db.find(accountBalance, {
    chainId,
    account: lower(account),
    token: lower(token),
  })
  return known ?? emptyBalance(chainId, account, token)
}

export async function putBalance({ db }: Context, balance: AccountBalanceRow) {
  await db.insert(accountBalance).values(balance).onConflictDoUpdate(balance)
}
