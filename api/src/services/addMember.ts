import type { Ctx } from '../context.ts'
import { parseAddress, shownAddress } from '../domain/address.ts'
import type { SessionCaller } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import type { Role } from '../domain/roles.ts'
import type { MemberRow } from '../store/members.ts'
import { servedChain } from './chainOf.ts'
import { requireOwner } from './requireOwner.ts'

export interface NewMember {
  address: string
  role: Role
  /** With a contract wallet: where it stands. */
  chain: string | null
}

export async function addMember(ctx: Ctx, caller: SessionCaller, input: NewMember): Promise<MemberRow> {
  const address = parseAddress(input.address, 'address')
  const chain = input.chain === null ? null : servedChain(ctx, input.chain)
  await requireOwner(ctx, caller)
  const now = ctx.clock.now()
  const row = await ctx.store.members.insert(ctx.db, {
    id: newId('mem', now),
    merchant_id: caller.merchantId,
    address,
    chain_id: chain && BigInt(chain.chainId),
    role: input.role,
    created_at: now,
  })
  if (row) return row
  throw new DomainError(
    'member_exists',
    `${shownAddress(address)} is a member already; change its role instead.`,
    {
      param: 'address',
    },
  )
}
