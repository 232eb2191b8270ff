import { randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { parseAddress } from '../domain/address.ts'
import { signInMessage } from '../domain/signInMessage.ts'
import type { SessionChallengeRow } from '../store/sessionChallenges.ts'
import { servedChain } from './chainOf.ts'

const LIFE_MS = 5 * 60 * 1_000

/** Writes a text for a wallet to sign. Anybody gets one for any address: it says nothing about who is a member. */
export async function createSessionChallenge(
  ctx: Ctx,
  input: { address: string; chain: string },
): Promise<SessionChallengeRow> {
  const address = parseAddress(input.address, 'address')
  const { chainId } = servedChain(ctx, input.chain)
  const issuedAt = ctx.clock.now()
  const expiresAt = new Date(issuedAt.getTime() + LIFE_MS)
  // Only letters and digits may stand in a nonce.
  const nonce = randomBytes(16).toString('hex')
  const message = signInMessage({
    webUrl: ctx.config.webUrl,
    address,
    chainId,
    nonce,
    issuedAt,
    expiresAt,
  })
  const row = { nonce, message, address, chain_id: BigInt(chainId), expires_at: expiresAt }
  await ctx.store.sessionChallenges.insert(ctx.db, row)
  return row
}
