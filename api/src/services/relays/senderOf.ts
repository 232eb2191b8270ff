import type { PublicClient } from 'viem'
import type { Signer } from '../../chain/signer.ts'
import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import type { SignerKey } from '../../store/gasSigners.ts'
import { chainById } from '../chainOf.ts'
import { clientFor } from '../clientFor.ts'

/** A chain that is relayed to, and the way to it. */
export interface RelayChain {
  chain: ChainInfo
  /** As the database writes it. */
  chainId: bigint
  client: PublicClient
}

/** A key that pays gas on one chain. */
export interface GasSender extends RelayChain {
  key: SignerKey
  /** Null where the key is in our books and configured no more: nothing new can be signed with it. */
  signer: Signer | null
}

export function relayChainOf(ctx: Ctx, chainId: bigint): RelayChain {
  const chain = chainById(ctx, chainId)
  return { chain, chainId, client: clientFor(ctx, chain.chainId) }
}

/** The keys that may pay for something new. */
export function configuredSenders(ctx: Ctx, on: RelayChain): GasSender[] {
  return ctx.gasSigners.map((signer) => ({
    ...on,
    key: { chain_id: on.chainId, address: signer.address },
    signer,
  }))
}

/** The key that fills up the others, where the host has one. It sends no relays. */
export function treasurySender(ctx: Ctx, on: RelayChain): GasSender | null {
  const { treasury } = ctx
  return treasury && { ...on, key: { chain_id: on.chainId, address: treasury.address }, signer: treasury }
}

/** All keys whose nonces have to be looked after, those that are configured no more among them. */
export async function allSenders(ctx: Ctx, on: RelayChain): Promise<GasSender[]> {
  const treasury = treasurySender(ctx, on)
  const configured = [...configuredSenders(ctx, on), ...(treasury ? [treasury] : [])]
  const known = new Set(configured.map(({ key }) => key.address))
  const booked = await ctx.store.gasSigners.listAddresses(ctx.db, on.chainId)
  const former = booked
    .filter((address) => !known.has(address))
    .map((address): GasSender => ({ ...on, key: { chain_id: on.chainId, address }, signer: null }))
  return [...configured, ...former]
}
