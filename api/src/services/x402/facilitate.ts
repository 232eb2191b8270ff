import type { Facilitator } from '../../chain/x402/facilitator.ts'
import type { Ctx } from '../../context.ts'
import { shownAddress } from '../../domain/address.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import type { X402Payment, X402Refusal } from '../../domain/x402.ts'
import type { RelayRow } from '../../store/relays.ts'
import { sendingKeys } from '../relays/payingKeys.ts'
import { relayChainOf } from '../relays/senderOf.ts'
import { acceptX402 } from './acceptX402.ts'
import { awaitX402, type X402Outcome } from './awaitX402.ts'
import { repeatX402 } from './repeatX402.ts'

export interface Facilitation extends Facilitator {
  /** What became of the payment, once it was sent. */
  outcome(): X402Outcome | undefined
}

/** x402's own schemes for one payment: they may send its own call and no other. Refuses where no key would send it. */
export async function facilitate(
  ctx: Ctx,
  owner: Owner,
  payment: X402Payment,
): Promise<Facilitation | X402Refusal> {
  const { chain, client } = relayChainOf(ctx, BigInt(payment.chainId))
  const senders = await sendingKeys(ctx, BigInt(chain.chainId))
  const from = payment.sender ?? senders[0]
  if (from === undefined)
    throw new DomainError(
      'no_gas_signer',
      `No key of this host sends on ${chain.name} at present; try again in a minute, or ask the host whether its workers run.`,
      { param: 'paymentRequirements.network', retryAfterSeconds: 60 },
    )
  if (!senders.includes(from))
    return {
      reason: 'upto_facilitator_mismatch',
      message: `${shownAddress(from)} is no key of this facilitator that sends at present; see /x402/supported`,
    }
  let outcome: X402Outcome | undefined
  let fault: { error: unknown } | undefined
  const facilitator = ctx.chain.x402.makeFacilitator(payment.chainId, {
    client,
    senders,
    from,
    send: async ({ contract, calldata }) => {
      if (contract !== payment.call.contract || calldata !== payment.call.calldata)
        throw new Error('this is not the call that the payer signed for')
      outcome = await sendAndWait(ctx, owner, payment).catch((error: unknown) => {
        if (!isOfContract(error)) fault = { error }
        throw error
      })
      if (outcome.state === 'settled') return outcome.txHash
      throw new Error(outcome.state === 'failed' ? outcome.reason : 'the payment is under way')
    },
  })
  return {
    verify: facilitator.verify,
    settle: async (...question) => {
      const settled = await facilitator.settle(...question)
      // The schemes take whatever is thrown while they send for a payment that failed.
      if (fault) throw fault.error
      return settled
    },
    outcome: () => outcome,
  }
}

/** A refusal of ours, such as a budget that is used up, is told as it is; what the contract says, in x402's own words. */
async function sendAndWait(ctx: Ctx, owner: Owner, payment: X402Payment): Promise<X402Outcome> {
  try {
    const { relay, isFirst } = await acceptX402(ctx, owner, payment)
    return isFirst ? await follow(ctx, relay) : await repeatX402(ctx, relay, payment)
  } catch (error) {
    if (!(error instanceof DomainError) || isOfContract(error) || error.code === 'chain_unavailable')
      throw error
    return { state: 'failed', code: error.code, reason: error.message }
  }
}

/** What was accepted is sent, whether we can follow it or not. */
async function follow(ctx: Ctx, relay: RelayRow): Promise<X402Outcome> {
  try {
    return await awaitX402(ctx, relay.id)
  } catch (error) {
    ctx.log.error({ err: error, relay: relay.id }, 'an x402 payment could not be followed')
    return { state: 'pending', txHash: relay.tx_hash }
  }
}

function isOfContract(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'would_revert'
}
