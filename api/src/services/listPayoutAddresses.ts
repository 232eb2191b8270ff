import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { clientFor } from './clientFor.ts'

type Hex = `0x${string}`

export interface PayoutAddress {
  chainId: bigint
  account: Hex
  address: Hex
  validFrom: bigint
}

/** Each is asked of the chain. */
const MAX_ACCOUNTS = 100

/** Where a merchant's accounts have their balances paid to, as their contracts say now. */
export async function listPayoutAddresses(ctx: Ctx, owner: Owner): Promise<PayoutAddress[]> {
  const own = await ctx.store.merchantAddresses.listPresent(ctx.db, owner, MAX_ACCOUNTS)
  const found: PayoutAddress[] = []
  for (const { chain_id: chainId, address: account } of own) {
    const chain = ctx.chains.get(Number(chainId))
    if (!chain) continue
    const client = clientFor(ctx, chain.chainId)
    const registered = await ctx.chain.accounts.readPayoutAddress(client, chain.escrow, account)
    if (registered) found.push({ chainId, account, ...registered })
  }
  return found
}
