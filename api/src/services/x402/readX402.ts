import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import type { PaymentPayload, PaymentRequirements } from '../../chain/x402/facilitator.ts'
import type { SignedPayload } from '../../chain/x402/payload.ts'
import type { Ctx } from '../../context.ts'
import { lowerCase, shownAddress } from '../../domain/address.ts'
import type { Owner } from '../../domain/caller.ts'
import { type ChainInfo, parseCaip2, type TokenInfo } from '../../domain/chain.ts'
import { foreignText } from '../../domain/foreignText.ts'
import { X402_VERSION, type X402Payment, type X402Refusal, type X402Scheme } from '../../domain/x402.ts'
import { refuseLong, refuseOther } from '../../domain/x402Asked.ts'
import { chainSeconds } from '../chainOf.ts'
import { haveCode } from '../haveCode.ts'
import { PROXIES } from './proxies.ts'

export interface X402Input {
  x402Version: number
  paymentPayload: Pick<PaymentPayload, 'x402Version' | 'accepted' | 'payload'> & {
    resource?: { url?: unknown; description?: unknown } | undefined
  }
  paymentRequirements: PaymentRequirements
}

type Hex = `0x${string}`

/**
 * What our own rules say, before x402's own scheme judges the signature: our gas is for payments to the caller's own addresses, in
 * listed tokens, on a chain of the key's mode.
 */
export async function readX402(
  ctx: Ctx,
  owner: Owner,
  { x402Version, paymentPayload, paymentRequirements: wanted }: X402Input,
): Promise<X402Payment | X402Refusal> {
  if (x402Version !== X402_VERSION || paymentPayload.x402Version !== X402_VERSION)
    return refuse('invalid_x402_version', `this facilitator speaks version ${X402_VERSION}`)
  const scheme = schemeOf(wanted.scheme)
  if (!scheme) return refuse('unsupported_scheme', 'this facilitator settles the schemes exact and upto')
  const chain = chainOf(ctx, owner, wanted.network)
  if (!chain) return refuse('invalid_network', `${wanted.network} is not served in ${owner.mode} mode`)
  const token = chain.tokens.find(({ address }) => address === lowerCase(wanted.asset))
  if (!token)
    return refuse('asset_not_supported', `${wanted.asset} is not accepted on ${chain.name}; see /v1/config`)
  const payTo = lowerCase(wanted.payTo)
  const payee = await ctx.store.merchants.findByAddress(ctx.db, BigInt(chain.chainId), payTo)
  if (payee?.merchant_id !== owner.merchantId || payee.mode !== owner.mode)
    return refuse('pay_to_not_yours', `${wanted.payTo} is not an address of this merchant on ${chain.name}`)
  const amount = ctx.chain.x402.readAmount(wanted.amount)
  if (amount === undefined || (amount === 0n && scheme === 'exact'))
    return refuse('invalid_payment_requirements', 'amount must be base units in decimal digits')
  const signed = ctx.chain.x402.readPayload(paymentPayload.payload)
  if (!signed) return refuse('invalid_payload', 'payload is neither an EIP-3009 nor a Permit2 authorization')
  const read = { scheme, chain, token, payTo, amount, signed, resource: resourceOf(paymentPayload) }
  const payment =
    signed.method === 'eip3009'
      ? byToken(ctx, { ...read, signed }, wanted)
      : await byPermit(ctx, { ...read, signed })
  if (isRefusal(payment)) return payment
  const now = await chainSeconds(ctx, chain.chainId)
  return (
    refuseOther(payment, { payTo, token: token.address, amount }) ??
    refuseLong(payment, wanted.maxTimeoutSeconds, now) ??
    payment
  )
}

interface Read<S> {
  scheme: X402Scheme
  chain: ChainInfo
  token: TokenInfo
  payTo: Hex
  amount: bigint
  signed: S
  resource: X402Payment['resource']
}

function byToken(
  ctx: Ctx,
  read: Read<Extract<SignedPayload, { method: 'eip3009' }>>,
  { extra }: PaymentRequirements,
): X402Payment | X402Refusal {
  const { scheme, chain, token, signed } = read
  const { authorization } = signed
  if (scheme !== 'exact') return refuse('invalid_payload', 'upto is paid by Permit2')
  if (!token.eip3009)
    return refuse('eip3009_not_supported', `${token.symbol} has no EIP-3009; pay by Permit2`)
  if (extra?.name !== token.eip712.name || extra.version !== token.eip712.version) {
    const { name, version } = token.eip712
    return refuse('invalid_payment_requirements', `extra must be { name: "${name}", version: "${version}" }`)
  }
  return {
    method: 'eip3009',
    scheme,
    chainId: chain.chainId,
    token: token.address,
    payer: authorization.from,
    payTo: authorization.to,
    amount: authorization.value,
    nonce: authorization.nonce,
    deadline: authorization.validBefore,
    sender: null,
    call: { contract: token.address, calldata: ctx.chain.x402.encodeTransfer(signed) },
    resource: read.resource,
  }
}

async function byPermit(
  ctx: Ctx,
  read: Read<Extract<SignedPayload, { method: 'permit2' }>>,
): Promise<X402Payment | X402Refusal> {
  const { scheme, chain, signed, amount } = read
  const { permit2Authorization: permit } = signed
  const proxy = PROXIES[scheme]
  if (!(await haveCode(ctx, chain, [proxy, permit2Address])))
    return refuse(
      'permit2_proxy_not_deployed',
      `${chain.name} has no x402 Permit2 proxy at ${shownAddress(proxy)}`,
    )
  const sender = scheme === 'upto' ? permit.witness.facilitator : null
  if (sender === undefined) return refuse('invalid_payload', 'upto names its facilitator in the witness')
  const { encodeExactSettle, encodeUptoSettle } = ctx.chain.x402
  const calldata = sender === null ? encodeExactSettle(signed) : encodeUptoSettle(signed, amount, sender)
  return {
    method: 'permit2',
    scheme,
    chainId: chain.chainId,
    token: permit.permitted.token,
    payer: permit.from,
    payTo: permit.witness.to,
    amount: scheme === 'upto' ? amount : permit.permitted.amount,
    nonce: permit.nonce,
    deadline: permit.deadline,
    sender,
    call: { contract: proxy, calldata },
    resource: read.resource,
  }
}

function schemeOf(text: string): X402Scheme | undefined {
  return text === 'exact' || text === 'upto' ? text : undefined
}

function chainOf(ctx: Ctx, owner: Owner, network: string): ChainInfo | undefined {
  const chainId = parseCaip2(network)
  const chain = chainId === null ? undefined : ctx.chains.get(chainId)
  return chain?.mode === owner.mode ? chain : undefined
}

/** What the resource's server says of itself; the payer's client hands it on, so that nothing of it is trusted. */
function resourceOf({ resource }: X402Input['paymentPayload']): X402Payment['resource'] {
  const text = (value: unknown) => (typeof value === 'string' ? foreignText(value) : null)
  return { url: text(resource?.url), description: text(resource?.description) }
}

/** Without extensions, which would have other calls be made than what the payer signed. */
export function withoutExtensions({ paymentPayload }: X402Input): PaymentPayload {
  const { x402Version, accepted, payload } = paymentPayload
  return { x402Version, accepted, payload }
}

export function isRefusal(answer: object): answer is X402Refusal {
  return 'reason' in answer
}

function refuse(reason: string, message: string): X402Refusal {
  return { reason, message }
}
