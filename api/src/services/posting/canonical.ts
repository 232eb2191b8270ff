import type { Hash } from 'viem'
import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { clientFor } from '../clientFor.ts'

interface Placed {
  block_number: bigint
  block_hash: Hash
}

type CanonicalHashes = ReadonlyMap<bigint, Hash | null>

/** Asks the chain which blocks stand at the heights of these facts. */
export async function readCanonicalHashes(
  ctx: Ctx,
  chain: ChainInfo,
  facts: readonly Placed[],
): Promise<CanonicalHashes> {
  return ctx.chain.heads.readBlockHashes(
    clientFor(ctx, chain.chainId),
    facts.map((fact) => fact.block_number),
  )
}

export function isCanonical(fact: Placed, hashes: CanonicalHashes): boolean {
  return hashes.get(fact.block_number) === fact.block_hash
}
