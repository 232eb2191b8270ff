import type { Context } from 'ponder:registry'
import { accountBalance, balanceEntry, token } from 'ponder:schema'
import type { Hex } from 'viem'
import type { EventName, Origin } from './event.ts'
import { lower } from './hex.ts'
import { plainRow } from './plainRow.ts'
import { emptyBalance } from './rows/balances.ts'
import { announced, type Fact, settledAccounts, settledBalances } from './rows/settled.ts'
import { tokenAfter, unknownToken } from './rows/token.ts'
import type { AccountBalanceRow, BalanceEntryRow, TokenRow } from './rows/types.ts'

/** Lays a fact beside what the contracts stated of the balances that it moves. */
export async function settle(context: Context, name: EventName, origin: Origin, fact: Fact) {
  const { token, statement } = fact
  const at = { chainId: context.chain.id, name, origin }
  if (statement === 'after') {
    for (const account of settledAccounts(fact))
      await changeBalance(context, { account, token }, (before) => announced(at, fact, before))
    return
  }
  const before: AccountBalanceRow[] = []
  for (const account of settledAccounts(fact)) before.push(await findBalance(context, account, token))
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
  const { db, chain } = context
  await db.insert(balanceEntry).values(entries)
  // No money enters in a token before it was listed, so that it is known.
  await db
    .update(token, { chainId: chain.id, token: first.token })
    .set((before) => tokenAfter({ chainId: chain.id, name, origin }, plainRow(token, before), entries))
}

export async function findToken({ db, chain }: Context, address: Hex): Promise<TokenRow> {
  const known = await db.find(token, { chainId: chain.id, token: lower(address) })
  return known ? plainRow(token, known) : unknownToken(chain.id, address)
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
  return known ? plainRow(accountBalance, known) : emptyBalance(chainId, account, token)
}

export async function putBalance({ db }: Context, balance: AccountBalanceRow) {
  await db.insert(accountBalance).values(balance).onConflictDoUpdate(balance)
}

type Change = (before: AccountBalanceRow) => AccountBalanceRow
type Whose = { account: Hex; token: Hex }

/** Changes a balance in one step of the store, for which an unknown one counts as empty: `change` must hold of that too. */
async function changeBalance({ db, chain }: Context, { account, token }: Whose, change: Change) {
  await db
    .insert(accountBalance)
    .values(change(emptyBalance(chain.id, account, token)))
    .onConflictDoUpdate((before) => change(plainRow(accountBalance, before)))
}

/** Changes a balance in one step of the store, which stops at an unknown one. */
export async function changeKnownBalance({ db, chain }: Context, { account, token }: Whose, change: Change) {
  await db
    .update(accountBalance, { chainId: chain.id, account: lower(account), token: lower(token) })
    .set((before) => change(plainRow(accountBalance, before)))
}
