import { randomBytes } from 'node:crypto'
import { type Address, type Hex, hashMessage } from 'viem'
import type { SignedBy } from '../chain/signatures.ts'
import type { Ctx } from '../context.ts'
import type { Mode } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { toSession } from '../domain/objects/session.ts'
import { hashSecret } from '../domain/secrets.ts'
import { nonceOf } from '../domain/signInMessage.ts'
import { clientFor } from './clientFor.ts'
import { recordAudit } from './recordAudit.ts'

const LIFE_MS = 12 * 60 * 60 * 1_000

/** An address that has shown, by a message of ours, that it is at the other end. */
export interface ProvenSigner {
  address: Address
  chainId: bigint
  signedBy: SignedBy
  nonce: string
}

/**
 * Checks a signed message. It must be one that we wrote, to the last byte: domain, URI, chain, address and times are then
 * those that we chose, and there is nothing of the caller's in it to be judged.
 */
export async function proveSigner(
  ctx: Ctx,
  { message, signature }: { message: string; signature: Hex },
): Promise<ProvenSigner> {
  const nonce = nonceOf(message)
  const challenge = nonce && (await ctx.store.sessionChallenges.find(ctx.db, nonce))
  if (!challenge || challenge.message !== message || challenge.expires_at <= ctx.clock.now()) throw refused()
  const { address, chain_id: chainId } = challenge
  await requireMembership(ctx, address)
  const signedBy = await ctx.chain.signatures.whoSigned(clientFor(ctx, Number(chainId)), {
    address,
    hash: hashMessage(message),
    signature,
  })
  if (!signedBy) throw refused()
  return { address, chainId, signedBy, nonce: challenge.nonce }
}

/**
 * Strangers are refused before the chain is asked: the call would run code of their choice at our expense. The answer is
 * the same, but it is quicker by one call to a node than a member's with a wrong signature. So whoever asks may guess
 * that an address is a member of something, though not of what; addresses are public, and nothing opens by one.
 */
async function requireMembership(ctx: Ctx, address: Address): Promise<void> {
  if ((await ctx.store.members.listByAddress(ctx.db, address)).length === 0) throw refused()
}

export interface SignInChoice {
  merchantId: string | undefined
  mode: Mode | undefined
}

/** Begins a session of a proven signer, and uses its message up. The token is returned this once and kept as a hash only. */
export async function createSession(ctx: Ctx, signer: ProvenSigner, choice: SignInChoice) {
  const member = await chooseMember(ctx, signer, choice.merchantId)
  if (!(await ctx.store.sessionChallenges.consume(ctx.db, signer.nonce))) throw refused()
  const token = `fl_sess_${randomBytes(32).toString('base64url')}`
  const now = ctx.clock.now()
  const row = await ctx.store.sessions.insert(ctx.db, {
    id: newId('ses', now),
    member_id: member.id,
    mode: choice.mode ?? defaultMode(ctx),
    sha256: hashSecret(token),
    created_at: now,
    expires_at: new Date(now.getTime() + LIFE_MS),
  })
  const session = toSession({ ...row, ...member, id: row.id, created_at: row.created_at })
  await recordAudit(ctx, {
    owner: { merchantId: member.merchant_id, mode: row.mode },
    actor: { kind: 'member', id: member.address },
    operation: 'createSession',
    target: { object: 'session', id: row.id },
    before: null,
    after: session,
  })
  return { ...session, token }
}

/** A contract wallet speaks for a member on the member's own chain alone: elsewhere its address may be somebody else's. */
async function chooseMember(ctx: Ctx, signer: ProvenSigner, merchantId: string | undefined) {
  const memberships = (await ctx.store.members.listByAddress(ctx.db, signer.address)).filter(
    (member) => signer.signedBy === 'key' || member.chain_id === signer.chainId,
  )
  const chosen = memberships.filter((member) => merchantId === undefined || member.merchant_id === merchantId)
  const [member] = chosen
  if (!member) throw refused()
  if (chosen.length > 1) {
    throw new DomainError(
      'merchant_required',
      'You are a member of several merchants; send the id of the one to sign in to as merchant.',
      {
        param: 'merchant',
        extra: { merchants: chosen.map(({ merchant_id: id, merchant_name: name }) => ({ id, name })) },
      },
    )
  }
  return member
}

function defaultMode(ctx: Ctx): Mode {
  return [...ctx.chains.values()].some((chain) => chain.mode === 'test') ? 'test' : 'live'
}

/** One sentence for every reason, so that nobody learns who is a member of what. */
function refused(): DomainError {
  return new DomainError(
    'invalid_sign_in',
    'This sign-in is not valid: the message must be the newest from POST /v1/sessions/challenge, unchanged, not used before and not older than five minutes, and signed by a member’s wallet.',
    { param: 'signature' },
  )
}
