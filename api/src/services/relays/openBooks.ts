import type { Ctx } from '../../context.ts'
import { UnfitSetup } from '../../domain/unfitSetup.ts'
import type { ChainView } from './followChain.ts'
import { noteForeignNonces } from './noteForeignNonces.ts'
import type { GasSender } from './senderOf.ts'

/**
 * Makes our books and the chain agree about a key: its next nonce becomes the greater of our own and the chain's.
 * @returns How many of its transactions the chain counts, with and without those that wait in the node's pool.
 */
export async function openBooks(
  ctx: Ctx,
  { client, now }: ChainView,
  sender: GasSender,
): Promise<{ mined: bigint; pending: bigint }> {
  const { key } = sender
  const isKnown = (await ctx.store.gasSigners.find(ctx.db, key)) !== undefined
  if (!isKnown) await refuseDelegated(ctx, sender)
  const counts = await ctx.chain.sender.readCounts(client, key.address, now.number)
  // What waits in a pool may never be mined, or was made up: it is booked as foreign, and its nonces are closed where it is dropped.
  if (!isKnown) await ctx.store.gasSigners.begin(ctx.db, key, counts.mined)
  await noteForeignNonces(ctx, sender, counts)
  return counts
}

/** Others may move the nonce and the money of a key that is delegated to a contract. */
export async function refuseDelegated(ctx: Ctx, { client, key, chain }: GasSender): Promise<void> {
  if (!(await ctx.chain.sender.isDelegated(client, key.address))) return
  throw new UnfitSetup(
    `The gas signer ${key.address} is delegated to a contract on chain ${chain.chainId}; take another key.`,
  )
}
