import { getAddress } from 'viem'
import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import type { X402Payment, X402Refusal } from '../../domain/x402.ts'
import { wordsOf } from '../../domain/x402Words.ts'
import { findX402Relay } from './acceptX402.ts'
import type { X402Outcome } from './awaitX402.ts'
import { facilitate } from './facilitate.ts'
import { isRefusal, readX402, withoutExtensions, type X402Input } from './readX402.ts'
import { repeatX402 } from './repeatX402.ts'

export interface X402Settlement {
  success: boolean
  errorReason?: string | undefined
  errorMessage?: string | undefined
  payer?: string | undefined
  transaction: string
  network: string
  amount?: string | undefined
}

/**
 * Settles a payment and waits until its money has moved. The same payment posted again, to any process and however often, is
 * carried by the same relay; `repeatX402` says what that is answered.
 */
export async function settleX402(ctx: Ctx, owner: Owner, input: X402Input): Promise<X402Settlement> {
  const { network } = input.paymentRequirements
  const read = await readX402(ctx, owner, input)
  if (isRefusal(read)) return refused(read, network)
  const earlier = await findX402Relay(ctx, owner, read)
  // Another writing of the signature has yet to be judged: it may be nobody's.
  if (earlier?.calldata === read.call.calldata)
    return answer(read, network, await repeatX402(ctx, earlier, read))
  const facilitation = await facilitate(ctx, owner, read)
  if (isRefusal(facilitation)) return refused(facilitation, network)
  const settled = await facilitation.settle(withoutExtensions(input), input.paymentRequirements)
  ctx.crashPoint('before-x402-answer')
  const sent = facilitation.outcome()
  if (sent && sent.state !== 'settled') return answer(read, network, sent)
  return settled.success
    ? settled
    : { ...settled, errorMessage: wordsOf(settled.errorReason, settled.errorMessage) }
}

function refused({ reason, message }: X402Refusal, network: string): X402Settlement {
  return { success: false, errorReason: reason, errorMessage: message, transaction: '', network }
}

function answer(payment: X402Payment, network: string, outcome: X402Outcome): X402Settlement {
  const of = { payer: getAddress(payment.payer), network }
  switch (outcome.state) {
    case 'settled':
      return {
        success: true,
        ...of,
        transaction: outcome.txHash,
        ...(payment.scheme === 'upto' ? { amount: payment.amount.toString() } : {}),
      }
    case 'pending':
      return {
        success: false,
        ...of,
        transaction: outcome.txHash ?? '',
        errorReason: 'settlement_pending',
        errorMessage: 'the payment is under way; ask again for its outcome',
      }
    case 'failed':
      return {
        success: false,
        ...of,
        transaction: '',
        errorReason: outcome.code,
        errorMessage: outcome.reason,
      }
  }
}
