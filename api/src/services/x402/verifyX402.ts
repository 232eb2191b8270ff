import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import type { X402Refusal } from '../../domain/x402.ts'
import { wordsOf } from '../../domain/x402Words.ts'
import { facilitate } from './facilitate.ts'
import { isRefusal, readX402, withoutExtensions, type X402Input } from './readX402.ts'

export interface X402Verdict {
  isValid: boolean
  invalidReason?: string | undefined
  invalidMessage?: string | undefined
  payer?: string | undefined
}

/** Whether a payment could be settled now. Changes nothing, and promises nothing. */
export async function verifyX402(ctx: Ctx, owner: Owner, input: X402Input): Promise<X402Verdict> {
  const read = await readX402(ctx, owner, input)
  if (isRefusal(read)) return invalid(read)
  const facilitation = await facilitate(ctx, owner, read)
  if (isRefusal(facilitation)) return invalid(facilitation)
  const verdict = await facilitation.verify(withoutExtensions(input), input.paymentRequirements)
  if (verdict.isValid) return verdict
  return { ...verdict, invalidMessage: wordsOf(verdict.invalidReason, verdict.invalidMessage) }
}

function invalid({ reason, message }: X402Refusal): X402Verdict {
  return { isValid: false, invalidReason: reason, invalidMessage: message }
}
