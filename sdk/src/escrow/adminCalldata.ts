import type { Address, Hex } from 'viem'
import { encodeFunctionData } from 'viem'
import { paymentEscrowAbi } from '../abi/paymentEscrow.ts'

// The calldata of the verbs that only the escrow's admin may send. Neither closes anybody's way out.

/** Allows or stops intake of a token; token zero is the chain's own coin. */
export function encodeListToken(token: Address, listed: boolean): Hex {
  return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'listToken', args: [token, listed] })
}

/** Stops or resumes intake of every token. */
export function encodePauseIntake(paused: boolean): Hex {
  return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'pauseIntake', args: [paused] })
}
