import { permitTypedData } from '@florin/sdk/escrow/permit.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import { hashTypedData } from 'viem'
import type { Ctx } from '../../context.ts'
import { shownAddress } from '../../domain/address.ts'
import type { DomainError } from '../../domain/errors.ts'
import { fieldRefused, refusedByContract } from '../../domain/refusedByContract.ts'
import { isOfAllowance, isOfSignature, type Revert } from '../../domain/revert.ts'
import { fromTermsRow } from '../../domain/terms.ts'
import type { PaymentRequestRow } from '../../store/paymentRequests.ts'
import { chainById, chainSeconds, tokenNamed } from '../chainOf.ts'
import { clientFor } from '../clientFor.ts'
import { fieldOf, type PaidBy, whoMustSign } from './payerConsent.ts'

type PermitPull = Extract<Pull, { source: 'permit' }>

/** A payer's payment that the contract would refuse. */
interface Refused {
  request: PaymentRequestRow
  pull: Pull
  paidBy: PaidBy
  revert: Revert
}

/**
 * What a refusal of the contract means to who handed in a payer's signature: a token judges what was signed for it, so that a
 * wrong signature of that kind is seen here, and is told like every other one.
 */
export async function explainPayment(ctx: Ctx, refused: Refused): Promise<DomainError> {
  const { request, pull, paidBy, revert } = refused
  if (isOfSignature(revert)) {
    const param = fieldOf(paidBy, 'signature')
    return fieldRefused('invalid_signature', param, whoMustSign(request, pull.source), revert)
  }
  const inPermit =
    pull.source === 'permit' && isOfAllowance(revert) ? await faultOfPermit(ctx, refused, pull) : undefined
  return inPermit ?? refusedByContract(revert, paidBy)
}

/**
 * The escrow ignores a permit that the token refuses, because somebody may have delivered it before; what it says then is that
 * the allowance is missing. Which fault the permit has is found out here.
 */
async function faultOfPermit(
  ctx: Ctx,
  { request, paidBy, revert }: Refused,
  { permit }: PermitPull,
): Promise<DomainError | undefined> {
  const now = await chainSeconds(ctx, Number(request.chain_id))
  if (permit.deadline <= now) {
    const message = `the permit must be usable after ${now}, in Unix seconds of the chain’s time; found ${permit.deadline}`
    return fieldRefused('invalid_request', fieldOf(paidBy, 'permit.deadline'), message, revert)
  }
  const nonce = await nonceOfPermit(ctx, request)
  if (nonce === undefined || (await isSignedWith(ctx, request, permit, nonce))) return undefined
  const payer = shownAddress(request.payer)
  const message = `${payer} did not sign this permit with ${nonce}, its next nonce in the token; sign \`typed_data.permit\` of a new payment request with ${payer}`
  return fieldRefused('invalid_signature', fieldOf(paidBy, 'permit.signature'), message, revert)
}

function nonceOfPermit(ctx: Ctx, { chain_id, terms, payer }: PaymentRequestRow): Promise<bigint | undefined> {
  return ctx.chain.permits.readPermitNonce(clientFor(ctx, Number(chain_id)), terms.token, payer)
}

/** Whether the payer's key signed a permit; no contract can sign one. */
async function isSignedWith(
  ctx: Ctx,
  request: PaymentRequestRow,
  { value, deadline, signature }: PermitPull['permit'],
  nonce: bigint,
): Promise<boolean> {
  const chain = chainById(ctx, request.chain_id)
  const { token } = fromTermsRow(request.terms)
  const typedData = permitTypedData({
    chainId: chain.chainId,
    escrow: request.escrow,
    owner: request.payer,
    token,
    tokenDomain: tokenNamed(chain, token).eip712,
    value,
    nonce,
    deadline,
  })
  const signed = { address: request.payer, hash: hashTypedData(typedData), signature }
  return (await ctx.chain.signatures.whoSigned(clientFor(ctx, chain.chainId), signed)) === 'key'
}
