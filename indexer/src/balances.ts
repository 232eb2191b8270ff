import type { Context } from 'ponder:registry'
import { accountBalance } from 'ponder:schema'
import type { Hex } from 'viem'
import type { EventName, Origin } from './event.ts'
import { emptyBalance } from './rows/balances.ts'
import { type Fact, settledAccounts, settledBalances } from './rows/settled.ts'
import type { AccountBalanceRow } from './rows/types.ts'

/** Lays a fact beside what the contracts stated of the balances that it moves. */
export async function settle(context: Context, name: EventName, origin: Origin, fact: Fact) {
  const before: AccountBalanceRow[] = []
  for (const account of settledAccounts(fact)) before.push(await findBalance(context, account, fact.token))
  const at = { chainId: context.chain.id, name, origin }
  for (const balance of settledBalances(at, fact, before)) await putBalance(context, balance)
}

export async function findBalance(context: Context, account: Hex, token: Hex): Promise<AccountBalanceRow> {
  const nothing = emptyBalance(context.chain.id, account, token)
  const { chainId, ...key } = nothing
  return (
    (await context.db.find(accountBalance, { chainId, account: key.account, token: key.token })) ?? nothing
  )
}

export async function putBalance({ db }: Context, balance: AccountBalanceRow) {
  await db.insert(accountBalance).values(balance).onConflictDoUpdate(balance)
}
