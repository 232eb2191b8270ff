import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import { parseLedgerAccount } from '../domain/ledgerAccount.ts'

/**
 * The caller's own account, as the books write it. Its own are the available and the prepaid balance of each address that it
 * has proven, and the escrow of each payment whose merchant is such an address; any other is as if it did not exist.
 */
export async function ownLedgerAccount(
  ctx: Ctx,
  owner: Owner,
  chainIds: bigint[],
  text: string,
): Promise<string> {
  const account = parseLedgerAccount(text)
  for (const chainId of chainIds) {
    if (account.kind === 'escrow') {
      if (await ctx.store.ledgerReads.ownsEscrow(ctx.db, owner, chainId, account.onchainId))
        return account.name
    } else {
      const own = await ctx.store.ledgerReads.listOwnAddresses(ctx.db, owner, chainId)
      if (own.includes(account.address)) return account.name
    }
  }
  throw notFound('ledger account', text, 'account')
}
