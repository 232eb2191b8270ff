import { randomBytes } from 'node:crypto'
import { withdrawTypedData } from '@florin/sdk/escrow/accountTypedData.ts'
import { encodeWithdraw, encodeWithdrawFor, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { bytesToBigInt } from 'viem'
import type { Ctx } from '../context.ts'
import { parseAddress, shownAddress } from '../domain/address.ts'
import { parseAmountUnits } from '../domain/amount.ts'
import type { Owner } from '../domain/caller.ts'
import type { ChainInfo, TokenInfo } from '../domain/chain.ts'
import { fromSeconds } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import type { SignatureRequest } from '../domain/moneyOut.ts'
import { payoutUnits, whyNotByHost } from '../domain/payout.ts'
import { refusedByContract } from '../domain/refusedByContract.ts'
import { requireFewUnsigned } from '../domain/unsigned.ts'
import type { PayoutRow } from '../store/payouts.ts'
import { chainNamed, chainSeconds, tokenNamed } from './chainOf.ts'
import { announcePayout } from './changePayout.ts'
import { clientFor } from './clientFor.ts'
import { acceptRelay, type PricedIntent, type SignedIntent } from './relays/acceptRelay.ts'
import { refuseRevert } from './relays/refuseRevert.ts'
import { relayChainOf } from './relays/senderOf.ts'
import { toSignatureRequest } from './signatureRequest.ts'

type Hex = `0x${string}`

/** How long a payout may wait to be mined, in seconds of chain time. */
const PAYOUT_LIFE = 600n

export interface NewPayout {
  chain: string
  token: string
  /** All that is available, where none is given. */
  amount: string | undefined
  /** Which of the merchant's addresses; the one it is paid at, where none is given. */
  account: string | undefined
  metadata: Record<string, string>
}

type Way =
  | { by: 'host'; intent: PricedIntent }
  | { by: 'merchant'; nonce: bigint; request: SignatureRequest; deadline: Date }

export interface PreparedPayout {
  input: NewPayout
  chainId: bigint
  account: Hex
  token: Hex
  amount: bigint
  recipient: Hex
  way: Way
}

/** Finds out how much goes where and who may send it, as the contract says now. Changes nothing. */
export async function preparePayout(ctx: Ctx, owner: Owner, input: NewPayout): Promise<PreparedPayout> {
  const chain = chainNamed(ctx, input.chain, owner.mode)
  const token = tokenNamed(chain, parseAddress(input.token, 'token'))
  const account = await accountOf(ctx, owner, chain, input.account)
  const asked = input.amount === undefined ? null : parseAmountUnits(input.amount, token.decimals)
  const client = clientFor(ctx, chain.chainId)
  const { accounts } = ctx.chain
  const registered = await accounts.readPayoutAddress(client, chain.escrow, account)
  const available = await accounts.readAvailable(client, chain.escrow, { account, token: token.address })
  const amount = payoutUnits(available, asked)
  const merchant = await ctx.store.merchants.find(ctx.db, owner.merchantId)
  const optedIn = merchant?.operator_opted_in === true
  const reason = whyNotByHost({ optedIn, amount, available }, registered)
  const now = await chainSeconds(ctx, chain.chainId)
  // Until its delay is over, a registered address may be a thief's: nobody is asked to pay there earlier.
  const recipient = registered?.isValid ? registered.address : account
  const plan = { chain, token, account, amount, recipient, now }
  return {
    input,
    chainId: BigInt(chain.chainId),
    account,
    token: token.address,
    amount,
    recipient,
    way: reason === null ? await byHost(ctx, plan) : byMerchant(plan, reason),
  }
}

/** Only an address of the merchant's own, so that nobody moves another's money, though the contract would allow it. */
async function accountOf(ctx: Ctx, owner: Owner, chain: ChainInfo, text: string | undefined): Promise<Hex> {
  if (text === undefined) {
    const address = await ctx.store.merchants.findAddress(ctx.db, owner.merchantId, chain.chainId)
    if (address) return address
    throw new DomainError('merchant_address_missing', `You have no address on ${chain.name}.`, {
      param: 'chain',
    })
  }
  const account = parseAddress(text, 'account')
  const found = await ctx.store.merchants.findByAddress(ctx.db, BigInt(chain.chainId), account)
  if (found?.merchant_id === owner.merchantId && found.mode === owner.mode) return account
  throw new DomainError(
    'not_found',
    `account ${shownAddress(account)} is none of your addresses on ${chain.name}.`,
    {
      param: 'account',
    },
  )
}

interface Plan {
  chain: ChainInfo
  token: TokenInfo
  account: Hex
  amount: bigint
  recipient: Hex
  now: bigint
}

/** By anybody's transaction, to the address that the account registered: setting it was the consent. */
async function byHost(ctx: Ctx, plan: Plan): Promise<Way> {
  const { chain, account, token } = plan
  const intent: SignedIntent = {
    kind: 'withdraw',
    chain_id: BigInt(chain.chainId),
    contract: chain.escrow,
    signer: account,
    nonce: `0x${randomBytes(32).toString('hex')}`,
    onchain_id: null,
    digest: null,
    calldata: encodeWithdrawFor(account, token.address),
    payment_request_id: null,
    payment_id: null,
    amount: plan.amount,
    deadline: fromSeconds(plan.now + PAYOUT_LIFE),
  }
  const priced = await refuseRevert(ctx, relayChainOf(ctx, intent.chain_id), intent, (revert) =>
    refusedByContract(revert, 'account'),
  )
  return { by: 'host', intent: priced }
}

function byMerchant(plan: Plan, reason: SignatureRequest['reason']): Way {
  const { chain, account, token, amount, recipient: to } = plan
  const nonce = bytesToBigInt(randomBytes(32))
  const deadline = plan.now + PAYOUT_LIFE
  const typedData = withdrawTypedData({
    chainId: chain.chainId,
    escrow: chain.escrow,
    account,
    token: token.address,
    amount,
    to,
    nonce,
    deadline,
  })
  const call = { to: chain.escrow, data: encodeWithdraw(token.address, amount, to, senderAuth) }
  const request = toSignatureRequest(reason, { typedData, call })
  return { by: 'merchant', nonce, request, deadline: fromSeconds(deadline) }
}

/** Keeps a payout. The host pays a balance out once at a time, because each takes all of it. */
export async function createPayout(ctx: Ctx, owner: Owner, prepared: PreparedPayout): Promise<PayoutRow> {
  const { chainId, account, token, way } = prepared
  await ctx.store.locks.lock(ctx.db, `balance:${chainId}:${account}:${token}`)
  const relayed = await ctx.store.payouts.findRelayed(ctx.db, owner, { chainId, account, token })
  if (relayed) {
    throw new DomainError(
      'relay_in_flight',
      `This balance is being paid out as ${relayed.id}; wait until that ended.`,
      { param: 'account', extra: { payout: relayed.id, relay: relayed.relay_id } },
    )
  }
  if (way.by === 'merchant') {
    const waiting = await ctx.store.payouts.countUnsigned(ctx.db, owner, { chainId, account, token })
    requireFewUnsigned('payouts', waiting, 'account')
  }
  const relay = way.by === 'host' ? await acceptRelay(ctx, owner, way.intent) : null
  const now = ctx.clock.now()
  const row = await ctx.store.payouts.insert(ctx.db, {
    id: newId('po', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    chain_id: chainId,
    account,
    token,
    recipient: prepared.recipient,
    amount: prepared.amount,
    metadata: JSON.stringify(prepared.input.metadata),
    source: 'api',
    status: relay ? 'pending' : 'requires_signature',
    relay_id: relay?.id ?? null,
    signer: way.by === 'host' ? null : account,
    nonce: way.by === 'host' ? null : way.nonce,
    signature_request: way.by === 'host' ? null : JSON.stringify(way.request),
    signature_expires_at: way.by === 'host' ? null : way.deadline,
    fact_identity: null,
    tx_hash: null,
    failure_code: null,
    failure_reason: null,
    created_at: now,
    succeeded_at: null,
    canceled_at: null,
  })
  await announcePayout(ctx, row, 'payout.created')
  return row
}
