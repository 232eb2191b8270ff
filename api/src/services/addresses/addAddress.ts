import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import type { AddressChallengeRow } from '../../store/addressChallenges.ts'
import { invalidChallenge } from './checkAddressProof.ts'
import { tellAddress } from './tellAddress.ts'

/** Enough for rotation and for several shops; each is asked for at every balance. */
const MAX_ADDRESSES = 50

/** Registers an address whose proof was checked, and uses the proof up. */
export async function addAddress(ctx: Ctx, owner: Owner, challenge: AddressChallengeRow) {
  // Two challenges at once must not both fill the last place.
  await ctx.store.merchants.lock(ctx.db, owner.merchantId)
  if (!(await ctx.store.addressChallenges.use(ctx.db, challenge.nonce))) throw invalidChallenge()
  const key = { chainId: challenge.chain_id, address: challenge.address }
  if (!(await ctx.store.merchantAddresses.claim(ctx.db, owner, key, ctx.clock.now()))) {
    throw new DomainError(
      'address_not_available',
      'This address is registered at this installation already. Remove it there first, or use another one.',
      { param: 'address' },
    )
  }
  if ((await ctx.store.merchantAddresses.list(ctx.db, owner)).length > MAX_ADDRESSES) {
    throw new DomainError(
      'too_many_addresses',
      `A merchant has at most ${MAX_ADDRESSES} addresses in each mode; remove one that you do not use.`,
      { param: 'address' },
    )
  }
  return tellAddress(ctx, owner, key, 'merchant.address_added')
}
