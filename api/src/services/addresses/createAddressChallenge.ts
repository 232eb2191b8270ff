import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../context.ts'
import { parseAddress } from '../../domain/address.ts'
import type { Owner } from '../../domain/caller.ts'
import type { AddressChallengeRow } from '../../store/addressChallenges.ts'
import { chainNamed } from '../chainOf.ts'

/** Time enough to find a hardware wallet, too little for an old request to be of use. */
const LIFE_MS = 10 * 60 * 1000

/** Asks a merchant to prove that an address is its own. Whose it is now is not told: it takes a signature to learn that. */
export async function createAddressChallenge(
  ctx: Ctx,
  owner: Owner,
  input: { chain: string; address: string },
): Promise<AddressChallengeRow> {
  const chain = chainNamed(ctx, input.chain, owner.mode)
  const row: AddressChallengeRow = {
    nonce: `0x${randomBytes(32).toString('hex')}`,
    merchant_id: owner.merchantId,
    mode: owner.mode,
    chain_id: BigInt(chain.chainId),
    address: parseAddress(input.address, 'address'),
    expires_at: new Date(ctx.clock.now().getTime() + LIFE_MS),
  }
  await ctx.store.addressChallenges.insert(ctx.db, row)
  return row
}
