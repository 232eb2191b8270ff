import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { type Address, getAddress } from 'viem'
import type { Ctx } from '../../context.ts'
import { type ChainInfo, caip2 } from '../../domain/chain.ts'
import { X402_VERSION, type X402Scheme } from '../../domain/x402.ts'
import { haveCode } from '../haveCode.ts'
import { sendingKeys } from '../relays/payingKeys.ts'
import { PROXIES } from './proxies.ts'

interface X402Kind {
  x402Version: number
  scheme: X402Scheme
  network: string
  extra?: Record<string, string>
}

/** What can be settled here: `upto` only on chains that have its proxy. A chain that does not answer is left out of it. */
export async function listSupported(ctx: Ctx) {
  const offers = await Promise.all([...ctx.chains.values()].map((chain) => offerOf(ctx, chain)))
  const signers = [...new Set(offers.flatMap(({ senders }) => senders))]
  return {
    kinds: offers.flatMap(({ kinds }) => kinds),
    extensions: [],
    signers: { 'eip155:*': signers.map((address) => getAddress(address)) },
  }
}

/** Shops read this once, when they start: a chain whose keys are paused for now is offered with what needs no key by name. */
async function offerOf(ctx: Ctx, chain: ChainInfo): Promise<{ kinds: X402Kind[]; senders: Address[] }> {
  const kind = { x402Version: X402_VERSION, network: caip2(chain.chainId) }
  const exact: X402Kind = { ...kind, scheme: 'exact' }
  const senders = await sendingKeys(ctx, BigInt(chain.chainId))
  const [facilitator] = senders
  const hasProxy = await haveCode(ctx, chain, [PROXIES.upto, permit2Address]).catch(() => false)
  if (!hasProxy || !facilitator) return { kinds: [exact], senders }
  const upto: X402Kind = { ...kind, scheme: 'upto', extra: { facilitatorAddress: getAddress(facilitator) } }
  return { kinds: [exact, upto], senders }
}
