import type { ChainNow } from '../../chain/sender.ts'
import type { Ctx } from '../../context.ts'
import type { GasSender } from './senderOf.ts'

/**
 * Asks a node who it is and where it stands. Undefined where it is behind a head that was seen before: what it says about
 * nonces and contracts is of the past, and may be of a branch that was left.
 */
export async function followChain(ctx: Ctx, sender: GasSender): Promise<ChainNow | undefined> {
  await ctx.chain.sender.requireChain(sender.client, sender.chain.chainId)
  // Read before the chain is asked, so that a head seen meanwhile does not make this one look old.
  const posting = await ctx.store.postingChains.find(ctx.db, sender.key.chain_id)
  const highest = posting?.head_block ?? 0n
  const now = await ctx.chain.sender.readNow(sender.client)
  if (now.number >= highest) return now
  const about = { chain: sender.chain.chainId, head: now.number.toString(), highest: highest.toString() }
  ctx.log.warn(about, 'this node is behind one that answered before; it is not followed')
  return undefined
}
