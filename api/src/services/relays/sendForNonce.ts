import type { Signer } from '../../chain/signer.ts'
import type { SignedTransaction } from '../../chain/signing.ts'
import type { Ctx } from '../../context.ts'
import type { GasFees } from '../../domain/gasPolicy.ts'
import type { NonceKey } from '../../store/gasSigners.ts'
import type { RelayRow } from '../../store/relays.ts'
import type { ChainView } from './followChain.ts'
import type { RelayChain } from './senderOf.ts'

type Hex = `0x${string}`

/** What a nonce is to carry: a relay's call, coin for another key of ours, or nothing, to use it up. */
export type Content =
  | { kind: 'call'; relay: RelayRow; gas: bigint }
  | { kind: 'transfer'; to: Hex; amount: bigint }
  | { kind: 'closing' }

/** A nonce that was taken, what it is to carry, and who signs. */
export interface Filling {
  key: NonceKey
  signer: Signer
  content: Content
  fees: GasFees
}

/** Signed bytes of a nonce. */
export interface Bytes {
  key: NonceKey
  hash: Hex
  raw: Hex
}

/**
 * Signs what nonces are to carry and sends it. Bytes and hashes are in the database before the chain sees them, so that
 * whatever is mined is known to us.
 */
export async function sendForNonces(ctx: Ctx, view: ChainView, fillings: readonly Filling[]): Promise<void> {
  const now = ctx.clock.now()
  const signed = await Promise.all(
    fillings.map(async (filling) => ({ ...filling, ...(await sign(ctx, view, filling)) })),
  )
  const calls = signed.flatMap(({ content, hash }) =>
    content.kind === 'call' ? [{ id: content.relay.id, hash }] : [],
  )
  await ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    await ctx.store.signerTransactions.insertAll(
      tx,
      signed.map(({ key, hash, raw, fees, content }) => ({
        chain_id: key.chain_id,
        address: key.address,
        nonce: key.nonce,
        hash,
        raw,
        max_fee_per_gas: fees.maxFeePerGas,
        max_priority_fee_per_gas: fees.maxPriorityFeePerGas,
        gas_limit: gasOf(ctx, content),
        closing: content.kind === 'closing',
        head_block: view.now.number,
        created_at: now,
        last_sent_at: null,
      })),
    )
    // What closes a foreign nonce is ours, whether anybody lives to note that it was sent or not.
    const closed = signed.filter(({ content }) => content.kind === 'closing').map(({ key }) => key)
    if (closed.length > 0) await ctx.store.signerNonces.reclaim(tx, closed)
    if (calls.length > 0) await ctx.store.relays.noteTransactions(tx, 'submitted', calls, now)
    ctx.crashPoint('before-bytes-commit')
  })
  ctx.crashPoint('before-broadcast')
  await broadcastBytes(ctx, view, signed)
}

function sign(ctx: Ctx, on: RelayChain, { key, signer, content, fees }: Filling): Promise<SignedTransaction> {
  const { signing } = ctx.chain
  const slot = { chainId: on.chain.chainId, nonce: key.nonce, fees }
  if (content.kind === 'closing') return signing.signClosing(signer, slot)
  if (content.kind === 'transfer') return signing.signTransfer(signer, slot, content)
  const { relay, gas } = content
  // The last place before a signature, whichever way led here.
  if (gas > relay.gas_limit)
    throw new Error(`relay ${relay.id} may burn at most ${relay.gas_limit} gas, not ${gas}`)
  return signing.signCall(signer, slot, { to: relay.contract, data: relay.calldata, gas })
}

function gasOf(ctx: Ctx, content: Content): bigint {
  return content.kind === 'call' ? content.gas : ctx.chain.signing.TRANSFER_GAS
}

/** Hands stored bytes to the chain, for the first time or again. What it answers is noted; only blocks decide. */
export async function broadcastBytes(ctx: Ctx, on: RelayChain, all: readonly Bytes[]): Promise<void> {
  const byKey = Map.groupBy(all, ({ key }) => key.address)
  // One after the other of each key: some nodes refuse a nonce before they have the one below.
  await Promise.all(
    [...byKey.values()].map(async (own) => {
      for (const bytes of own) await handOver(ctx, on, bytes)
    }),
  )
  ctx.crashPoint('after-broadcast')
  const hashes = all.map(({ hash }) => hash)
  await ctx.store.signerTransactions.markSent(ctx.db, on.chainId, hashes, ctx.clock.now())
  const keys = all.map(({ key }) => key)
  await ctx.store.signerNonces.markBroadcast(ctx.db, keys)
}

async function handOver(ctx: Ctx, on: RelayChain, { key, hash, raw }: Bytes): Promise<void> {
  const answer = await ctx.chain.sender.broadcast(on.client, raw)
  const about = {
    chain: on.chain.chainId,
    signer: key.address,
    nonce: key.nonce.toString(),
    hash,
    answer,
  }
  if (answer === 'unfunded') ctx.log.error(about, 'the gas signer cannot pay for its transaction; fund it')
  else if (answer !== 'taken')
    ctx.log.warn(about, 'the node did not take a transaction; it will be sent again')
}
