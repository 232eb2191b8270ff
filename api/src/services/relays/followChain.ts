import type { ChainNow } from '../../chain/sender.ts'
import type { Ctx } from '../../context.ts'
import { firstFees, type GasFees } from '../../domain/gasPolicy.ts'
import { feeCap } from './feeCap.ts'
import type { RelayChain } from './senderOf.ts'

/** A chain as one pass sees it: asked once, and held to until the pass is over. */
export interface ChainView extends RelayChain {
  now: ChainNow
  /** What a new transaction has to offer. */
  fees: GasFees
}

/** Where a chain stands and what it asks, from a node that proved which chain it is. */
export async function readChain(ctx: Ctx, on: RelayChain): Promise<ChainView> {
  await ctx.chain.sender.requireChain(on.client, on.chain.chainId)
  const [now, tip] = await Promise.all([
    ctx.chain.sender.readNow(on.client),
    ctx.chain.sender.readTip(on.client),
  ])
  return { ...on, now, fees: firstFees(now.baseFeePerGas, tip, feeCap(ctx, on.chainId)) }
}

/**
 * The same, for those who act on it. Undefined where the node is behind a head that was seen before: what it says about nonces
 * and contracts is of the past, and may be of a branch that was left.
 */
export async function followChain(ctx: Ctx, on: RelayChain): Promise<ChainView | undefined> {
  // Read before the chain is asked, so that a head seen meanwhile does not make this one look old.
  const posting = await ctx.store.postingChains.find(ctx.db, on.chainId)
  const highest = posting?.head_block ?? 0n
  const view = await readChain(ctx, on)
  if (view.now.number >= highest) return view
  const about = { chain: on.chain.chainId, head: view.now.number.toString(), highest: highest.toString() }
  ctx.log.warn(about, 'this node is behind one that answered before; it is not followed')
  return undefined
}

/** Asks for the chain again, right before something is signed for it: another node may stand behind the same URL since the pass began. */
export async function requireSameChain(ctx: Ctx, { client, chain }: RelayChain): Promise<void> {
  await ctx.chain.sender.requireChain(client, chain.chainId)
}
