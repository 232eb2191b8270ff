import type { PublicClient } from 'viem'
import type { Signer } from '../../chain/signer.ts'
import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import type { SignerKey } from '../../store/gasSigners.ts'
import { chainById } from '../chainOf.ts'
import { clientFor } from '../clientFor.ts'

/** The key that pays gas on one chain, and the way to that chain. */
export interface GasSender {
  chain: ChainInfo
  client: PublicClient
  key: SignerKey
  signer: Signer
}

export function senderOf(ctx: Ctx, chainId: bigint): GasSender {
  const chain = chainById(ctx, chainId)
  const [signer] = ctx.gasSigners
  if (!signer) throw new Error('no gas signer is configured')
  const key = { chain_id: chainId, address: signer.address }
  return { chain, client: clientFor(ctx, chain.chainId), key, signer }
}
