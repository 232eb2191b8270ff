import type { Address } from 'viem'
import type { Ctx } from '../../context.ts'
import { GAS_CAP } from '../../domain/gasPolicy.ts'
import type { ChainView } from './followChain.ts'
import type { GasSender } from './senderOf.ts'

/** The keys that could pay for one more call. One that cannot would only block its own nonces, so relays wait for others. */
export async function solventSenders(
  ctx: Ctx,
  view: ChainView,
  senders: readonly GasSender[],
): Promise<GasSender[]> {
  const solvent = await Promise.all(senders.map(({ key }) => canPay(ctx, view, key.address)))
  return senders.filter((_, index) => solvent[index])
}

/** The first key that could pay for one more call; undefined where none could. */
export async function findPayer(
  ctx: Ctx,
  view: ChainView,
  addresses: readonly Address[],
): Promise<Address | undefined> {
  for (const address of addresses) if (await canPay(ctx, view, address)) return address
  return undefined
}

async function canPay(ctx: Ctx, view: ChainView, address: Address): Promise<boolean> {
  const needed = GAS_CAP * view.fees.maxFeePerGas
  const balance = await ctx.chain.sender.readBalance(view.client, address)
  if (balance >= needed) return true
  const about = { chain: view.chain.chainId, signer: address, balanceWei: balance.toString() }
  ctx.log.error({ ...about, neededWei: needed.toString() }, 'the gas signer must be funded')
  return false
}
