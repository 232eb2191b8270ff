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
  if (revert.error?.name === 'PaymentExists')
    return refusedByContract(revert, paidBy, await fateOf(ctx, request))
  const inPermit =
    pull.source === 'permit' && isOfAllowance(revert) ? await faultOfPermit(ctx, refused, pull) : undefined
  return inPermit ?? refusedByContract(revert, paidBy)
}

/** What became of a payment id that was used or burned. */
async function fateOf(ctx: Ctx, request: PaymentRequestRow): Promise<string | undefined> {
  const { id, chain_id, escrow, onchain_id, payer } = request
  const relays = await ctx.store.invoiceRelays.listByInvoice(ctx.db, request.invoice_id)
  const executed = relays.find(
    ({ status, contract, signer, nonce }) =>
      status === 'confirmed' && contract === escrow && signer === payer && nonce === onchain_id,
  )
  if (executed) return `payment request ${id} was executed by relay ${executed.id} already`
  const client = clientFor(ctx, Number(chain_id))
  // What the node does not tell is no reason to refuse for another reason: then the general words suffice.
  const isBurned = await ctx.chain.intents.isIdBurned(client, escrow, onchain_id).catch(() => undefined)
  if (isBurned === undefined) return undefined
  return isBurned
    ? `its payer burned payment request ${id}: ask for a new one`
    : `payment request ${id} was executed by another transaction already`
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
