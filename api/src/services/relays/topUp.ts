import type { Ctx } from '../../context.ts'
import { type ChainView, requireSameChain } from './followChain.ts'
import { openBooks, refuseDelegated } from './openBooks.ts'
import { treasurySender } from './senderOf.ts'
import { sendForNonces } from './sendForNonce.ts'

type Hex = `0x${string}`

/**
 * Sends coin from the treasury to a key that pays gas, unless some is under way already. It takes a nonce from the database
 * and is looked after like every other transaction, so that a crash neither loses it nor sends it twice.
 */
export async function topUp(ctx: Ctx, view: ChainView, to: Hex, amount: bigint): Promise<void> {
  const treasury = treasurySender(ctx, view)
  if (!treasury?.signer) return
  const { key, signer } = treasury
  await refuseDelegated(ctx, treasury)
  await openBooks(ctx, view, treasury)
  const balance = await ctx.chain.sender.readBalance(view.client, key.address)
  const needed = amount + ctx.chain.signing.TRANSFER_GAS * view.fees.maxFeePerGas
  if (balance < needed) {
    const about = { chain: view.chain.chainId, treasury: key.address, balanceWei: balance.toString() }
    ctx.log.error(
      { ...about, alarm: 'gas-treasury', neededWei: needed.toString() },
      'the treasury must be funded',
    )
    return
  }
  await requireSameChain(ctx, view)
  const nonce = await takeNonce(ctx, key, to, amount)
  if (nonce === undefined) return
  ctx.crashPoint('after-nonce')
  const content = { kind: 'transfer', to, amount } as const
  await sendForNonces(ctx, view, [{ key: { ...key, nonce }, signer, content, fees: view.fees }])
}

async function takeNonce(
  ctx: Ctx,
  key: { chain_id: bigint; address: Hex },
  to: Hex,
  amount: bigint,
): Promise<bigint | undefined> {
  const { gasSigners, locks, signerNonces } = ctx.store
  return locks.inTransaction(ctx.db, async (tx) => {
    // Whoever else tops up waits here, and then sees what is under way.
    await gasSigners.lock(tx, key)
    if (await signerNonces.isToppedUp(tx, key.chain_id, to)) return undefined
    const nonce = (await gasSigners.takeNonces(tx, key.chain_id, new Map([[key.address, 1]]))).get(
      key.address,
    )
    if (nonce === undefined) return undefined
    const transfer = { ...key, nonce, pays_to: to, pays_amount: amount }
    await signerNonces.insertTransfer(tx, transfer, ctx.clock.now())
    return nonce
  })
}
