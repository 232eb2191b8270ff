import type { Ctx } from '../../context.ts'
import type { KnownBlock } from '../../store/signerNonces.ts'
import type { ChainView } from './followChain.ts'
import { openCases } from './nonceCases.ts'
import { takeBack } from './takeBack.ts'

/** So many blocks with transactions of ours are looked at again; no reorganisation reaches below. */
const MOST_BLOCKS = 256

/**
 * Looks whether the newest block that we know is still the chain's. Where it is, all older ones are, for they were found on the
 * same branch. Where it is not, a reorganisation removed it, and each older block is looked at; the newest comes last, so that
 * a worker that dies in between leaves a reason to look again.
 * @param newest As read before this pass noted any block, lest one of a new branch hide that an older one was left.
 */
export async function reviewBlocks(ctx: Ctx, view: ChainView, newest: KnownBlock | undefined): Promise<void> {
  // A node that is behind the one that told us of the block cannot know it.
  if (!newest || newest.number > view.now.number || !(await isReplaced(ctx, view, newest))) return
  const blocks = await ctx.store.signerNonces.listBlocks(ctx.db, view.chainId, newest.number, MOST_BLOCKS)
  const others = blocks.filter(({ hash }) => hash !== newest.hash)
  for (const block of [...others, newest]) {
    if (block !== newest && !(await isReplaced(ctx, view, block))) continue
    const left = await openCases(ctx, await ctx.store.signerNonces.listInBlock(ctx.db, view.chainId, block))
    for (const one of left) await takeBack(ctx, view, one)
  }
}

/** Whether another block stands at the same height. A node that has none there is behind the one that told of this pass. */
async function isReplaced(ctx: Ctx, view: ChainView, block: KnownBlock): Promise<boolean> {
  const hash = await ctx.chain.heads.readBlockHash(view.client, block.number)
  return hash !== null && hash !== block.hash
}
