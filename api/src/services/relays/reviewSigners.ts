import type { Ctx } from '../../context.ts'
import {
  DEFAULT_FUNDS,
  fundsAt,
  type PauseReason,
  pauseReason,
  type SignerFunds,
} from '../../domain/signerHealth.ts'
import { type ChainView, followChain } from './followChain.ts'
import { guard } from './guard.ts'
import { configuredSenders, type GasSender, relayChainOf } from './senderOf.ts'
import { topUp } from './topUp.ts'

/** Looks at every key that pays gas: pauses those that hold too little or are delegated, and fills them up from the treasury. */
export async function reviewSigners(ctx: Ctx): Promise<void> {
  for (const chainId of ctx.chains.keys()) {
    await guard(ctx, { chain: chainId }, async () => {
      const view = await followChain(ctx, relayChainOf(ctx, BigInt(chainId)))
      if (view) await reviewChain(ctx, view)
    })
  }
}

/** The API knows no keys but those that were looked at. */
export async function reviewChain(ctx: Ctx, view: ChainView): Promise<void> {
  const wanted = ctx.config.signerFunds.get(view.chain.chainId) ?? DEFAULT_FUNDS
  const funds = fundsAt(wanted, view.fees.maxFeePerGas)
  for (const sender of configuredSenders(ctx, view)) {
    const about = { chain: view.chain.chainId, signer: sender.key.address }
    await guard(ctx, about, () => reviewSigner(ctx, view, sender, funds))
  }
}

async function reviewSigner(ctx: Ctx, view: ChainView, sender: GasSender, funds: SignerFunds): Promise<void> {
  const { key } = sender
  const [balance, isDelegated] = await Promise.all([
    ctx.chain.sender.readBalance(view.client, key.address),
    ctx.chain.sender.isDelegated(view.client, key.address),
  ])
  const reason = pauseReason({ balance, isDelegated }, funds)
  const before = await ctx.store.gasSigners.review(ctx.db, key, { balance, reason }, ctx.clock.now())
  // A key without books was never used here; whoever opens them looks at it first.
  if (before === undefined) return
  if (before.reason !== reason) tell(ctx, sender, balance, reason)
  if (reason === 'low_balance') await topUp(ctx, view, key.address, funds.target - balance)
}

function tell(ctx: Ctx, { chain, key }: GasSender, balance: bigint, reason: PauseReason | null): void {
  const about = { chain: chain.chainId, signer: key.address, balanceWei: balance.toString() }
  if (reason === null) ctx.log.info(about, 'a gas signer sends again')
  else ctx.log.error({ ...about, alarm: 'gas-signer', reason }, 'a gas signer is paused')
}
