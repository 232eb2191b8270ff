import { addressProofTypedData } from '@florin/sdk/merchant/addressProof.ts'
import { type Hex, hashTypedData } from 'viem'
import type { Ctx } from '../../context.ts'
import { parseAddress, shownAddress } from '../../domain/address.ts'
import type { Owner } from '../../domain/caller.ts'
import { toSeconds } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import type { AddressChallengeRow } from '../../store/addressChallenges.ts'
import { chainNamed } from '../chainOf.ts'
import { clientFor } from '../clientFor.ts'

export interface AddressClaim {
  chain: string
  address: string
  nonce: Hex
  signature: Hex
}

/** What is to be signed in answer to a challenge. */
export function typedDataOf(ctx: Pick<Ctx, 'config'>, challenge: AddressChallengeRow) {
  return addressProofTypedData({
    installation: ctx.config.apiUrl,
    merchant: challenge.merchant_id,
    chainId: Number(challenge.chain_id),
    account: challenge.address,
    nonce: challenge.nonce,
    expiry: toSeconds(challenge.expires_at),
  })
}

/** The challenge that a claim answers rightly. Asks the chain where a contract has to judge; uses nothing up. */
export async function checkAddressProof(
  ctx: Ctx,
  owner: Owner,
  claim: AddressClaim,
): Promise<AddressChallengeRow> {
  const chain = chainNamed(ctx, claim.chain, owner.mode)
  const address = parseAddress(claim.address, 'address')
  const challenge = await ctx.store.addressChallenges.find(ctx.db, owner, claim.nonce)
  const isRight = challenge?.chain_id === BigInt(chain.chainId) && challenge.address === address
  if (!isRight || challenge.expires_at <= ctx.clock.now()) throw invalidChallenge()
  const client = clientFor(ctx, chain.chainId)
  const hash = hashTypedData(typedDataOf(ctx, challenge))
  const { signature } = claim
  if (await ctx.chain.signatures.whoSigned(client, { address, hash, signature })) return challenge
  throw new DomainError(
    'invalid_signature',
    `This is not the signature of ${shownAddress(address)} over the challenge's typed data.`,
    { param: 'signature' },
  )
}

export function invalidChallenge(): DomainError {
  return new DomainError(
    'invalid_challenge',
    'No challenge for this chain and address has this nonce, or it was used or is older than ten minutes; ask for a new one.',
    { param: 'nonce' },
  )
}
