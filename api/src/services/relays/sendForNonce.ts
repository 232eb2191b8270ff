import type { Ctx } from '../../context.ts'
import type { GasFees } from '../../domain/gasPolicy.ts'
import { firstFees, GAS_CAP } from '../../domain/gasPolicy.ts'
import type { RelayRow } from '../../store/relays.ts'
import { feeCap } from './feeCap.ts'
import type { GasSender } from './senderOf.ts'

type Hex = `0x${string}`

/** What a nonce is to carry: a relay's call, or nothing, to use it up. */
export type Content = { kind: 'call'; relay: RelayRow; gas: bigint } | { kind: 'closing' }

/** What the chain asks now, within our cap. */
export async function currentFees(ctx: Ctx, sender: GasSender): Promise<GasFees> {
  const [now, tip] = await Promise.all([
    ctx.chain.sender.readNow(sender.client),
    ctx.chain.sender.readTip(sender.client),
  ])
  return firstFees(now.baseFeePerGas, tip, feeCap(ctx, sender.chain.chainId))
}

/**
 * Signs what a nonce is to carry and sends it. Bytes and hash are in the database before the chain sees them, so that
 * whatever is mined is known to us.
 */
export async function sendForNonce(
  ctx: Ctx,
  sender: GasSender,
  nonce: bigint,
  content: Content,
  fees: GasFees,
): Promise<void> {
  const { signing } = ctx.chain
  // The last place before a signature, whichever way led here.
  if (content.kind === 'call' && content.gas > GAS_CAP) {
    throw new Error(`relay ${content.relay.id} may burn at most ${GAS_CAP} gas, not ${content.gas}`)
  }
  const slot = { chainId: sender.chain.chainId, nonce, fees }
  const signed =
    content.kind === 'closing'
      ? await signing.signClosing(sender.signer, slot)
      : await signing.signCall(sender.signer, slot, {
          to: content.relay.contract,
          data: content.relay.calldata,
          gas: content.gas,
        })
  const now = ctx.clock.now()
  await ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    await ctx.store.gasSigners.insertTransaction(tx, {
      ...sender.key,
      nonce,
      hash: signed.hash,
      raw: signed.raw,
      max_fee_per_gas: fees.maxFeePerGas,
      max_priority_fee_per_gas: fees.maxPriorityFeePerGas,
      gas_limit: content.kind === 'closing' ? signing.CLOSING_GAS : content.gas,
      created_at: now,
      last_sent_at: null,
    })
    if (content.kind === 'call') {
      await ctx.store.relays.move(tx, content.relay.id, ['submitted'], { tx_hash: signed.hash }, now)
    }
  })
  ctx.crashPoint('before-broadcast')
  await broadcastBytes(ctx, sender, { nonce, ...signed })
}

/** Hands stored bytes to the chain, for the first time or again. What it answers is noted; only blocks decide. */
export async function broadcastBytes(
  ctx: Ctx,
  sender: GasSender,
  signed: { nonce: bigint; hash: Hex; raw: Hex },
): Promise<void> {
  const answer = await ctx.chain.sender.broadcast(sender.client, signed.raw)
  ctx.crashPoint('after-broadcast')
  const about = { chain: sender.chain.chainId, nonce: signed.nonce.toString(), hash: signed.hash, answer }
  if (answer === 'unfunded') ctx.log.error(about, 'the gas signer cannot pay for its transaction; fund it')
  else if (answer !== 'taken')
    ctx.log.warn(about, 'the node did not take a transaction; it will be sent again')
  await ctx.store.gasSigners.markSent(ctx.db, sender.key.chain_id, signed.hash, ctx.clock.now())
  await ctx.store.gasSigners.moveNonce(ctx.db, { ...sender.key, nonce: signed.nonce }, ['taken', 'foreign'], {
    status: 'broadcast',
  })
}
