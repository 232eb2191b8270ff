import type { Grant } from '../chain/accounts.ts'
import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { clientFor } from './clientFor.ts'

type Hex = `0x${string}`

/** What one account lets the host refund of one token. */
export interface OperatorGrant {
  chain_id: bigint
  account: Hex
  token: Hex
  grant: Grant
  /** Refunds of the host's that no block holds yet. */
  underWay: bigint
}

/** Each is asked of the chain, for each token that it takes. */
const MAX_ACCOUNTS = 20

/** What a merchant's accounts let the host's operator key refund today, as their contracts say now. */
export async function listOperatorGrants(ctx: Ctx, owner: Owner): Promise<OperatorGrant[]> {
  const addresses = await ctx.store.merchantAddresses.listPresent(ctx.db, owner, MAX_ACCOUNTS)
  const grants: OperatorGrant[] = []
  for (const { chain_id, address } of addresses) {
    const chain = ctx.chains.get(Number(chain_id))
    for (const { address: token } of chain?.tokens ?? []) {
      grants.push(await readGrant(ctx, { chain_id, account: address, token }))
    }
  }
  return grants
}

async function readGrant(
  ctx: Ctx,
  of: { chain_id: bigint; account: Hex; token: Hex },
): Promise<OperatorGrant> {
  const chainId = Number(of.chain_id)
  const escrow = ctx.chains.get(chainId)?.escrow
  if (!escrow) throw new Error(`chain ${chainId} is not configured`)
  const { account, token } = of
  const grant = await ctx.chain.accounts.readGrant(clientFor(ctx, chainId), escrow, {
    account,
    token,
    operator: ctx.hostOperator,
  })
  const underWay = await ctx.store.refunds.sumUnsent(ctx.db, { chainId: of.chain_id, account, token })
  return { ...of, grant, underWay }
}
