import type { Facilitator } from '../../chain/x402/facilitator.ts'
import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import type { X402Payment } from '../../domain/x402.ts'
import { relayChainOf } from '../relays/senderOf.ts'
import { acceptX402 } from './acceptX402.ts'
import { awaitX402, type X402Outcome } from './awaitX402.ts'
import { repeatX402 } from './repeatX402.ts'

export interface Facilitation {
  facilitator: Facilitator
  /** What became of the payment, once it was sent. */
  outcome(): X402Outcome | undefined
}

/** x402's own schemes for one payment: they may send its own call and no other. */
export function facilitate(ctx: Ctx, owner: Owner, payment: X402Payment): Facilitation {
  const { client } = relayChainOf(ctx, BigInt(payment.chainId))
  const [signer] = ctx.gasSigners
  if (!signer) throw new Error('no gas signer is configured')
  let outcome: X402Outcome | undefined
  const facilitator = ctx.chain.x402.makeFacilitator(payment.chainId, {
    client,
    senders: ctx.gasSigners.map(({ address }) => address),
    from: payment.sender ?? signer.address,
    send: async ({ contract, calldata }) => {
      if (contract !== payment.call.contract || calldata !== payment.call.calldata)
        throw new Error('this is not the call that the payer signed for')
      outcome = await sendAndWait(ctx, owner, payment)
      if (outcome.state === 'settled') return outcome.txHash
      throw new Error(outcome.state === 'failed' ? outcome.reason : 'the payment is under way')
    },
  })
  return { facilitator, outcome: () => outcome }
}

/** A refusal of ours, such as a budget that is used up, is told as it is; what the contract says, in x402's own words. */
async function sendAndWait(ctx: Ctx, owner: Owner, payment: X402Payment): Promise<X402Outcome> {
  try {
    const { relay, isFirst } = await acceptX402(ctx, owner, payment)
    return isFirst ? await awaitX402(ctx, relay.id) : await repeatX402(ctx, relay, payment)
  } catch (error) {
    if (!(error instanceof DomainError) || IN_ITS_WORDS.has(error.code)) throw error
    return { state: 'failed', code: error.code, reason: error.message }
  }
}

const IN_ITS_WORDS = new Set(['would_revert', 'chain_unavailable'])
