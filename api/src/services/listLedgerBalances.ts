import type { Ctx } from '../context.ts'
import { lowerCase, parseAddress } from '../domain/address.ts'
import type { Owner } from '../domain/caller.ts'
import { caip2 } from '../domain/chain.ts'
import { DomainError } from '../domain/errors.ts'
import type { LedgerBalanceRow } from '../store/ledgerReads.ts'
import type { PostingChainRow } from '../store/postingChains.ts'
import { chainNamed } from './chainOf.ts'
import { ownLedgerAccount } from './ownLedgerAccount.ts'

export interface LedgerBalances {
  rows: LedgerBalanceRow[]
  chainId: bigint
  block: bigint
  /** Up to here nothing changes any more. */
  finalizedBlock: bigint
}

interface BalanceQuery {
  chain: string
  token?: string | undefined
  account?: string | undefined
  at_block?: bigint | undefined
}

/** What a merchant's accounts on one chain held after a block, by the books. */
export async function listLedgerBalances(
  ctx: Ctx,
  owner: Owner,
  query: BalanceQuery,
): Promise<LedgerBalances> {
  const chain = chainNamed(ctx, query.chain, owner.mode)
  const chainId = BigInt(chain.chainId)
  const posting = await ctx.store.postingChains.find(ctx.db, chainId)
  const block = blockOf(posting, chainId, query.at_block)
  const accounts =
    query.account === undefined
      ? await ownAccounts(ctx, owner, chainId)
      : [await ownLedgerAccount(ctx, owner, [chainId], query.account)]
  const token = query.token === undefined ? undefined : lowerCase(parseAddress(query.token, 'token'))
  const rows = await ctx.store.ledgerReads.listBalancesAt(ctx.db, chainId, accounts, { block, token })
  return { rows, chainId, block, finalizedBlock: posting?.finalized_block ?? 0n }
}

/** Without a block: the last one of which the books know everything. */
function blockOf(posting: PostingChainRow | undefined, chainId: bigint, asked: bigint | undefined): bigint {
  const known = posting?.read_block ?? 0n
  if (asked === undefined || asked <= known) return asked ?? known
  throw new DomainError(
    'block_not_posted',
    `The books of ${caip2(chainId)} are written up to block ${known}; ask for that block or an earlier one, or again in a moment.`,
    { param: 'at_block', retryAfterSeconds: 1 },
  )
}

async function ownAccounts(ctx: Ctx, owner: Owner, chainId: bigint): Promise<string[]> {
  const addresses = await ctx.store.ledgerReads.listOwnAddresses(ctx.db, owner, chainId)
  return addresses.flatMap((address) => [`available:${address}`, `prepaid:${address}`])
}
