import { maxUint48, maxUint96, maxUint256 } from 'viem'
import type { Terms } from '../escrow/terms.ts'
import { failed } from './reasons.ts'

const LONGEST_ESCROW_SECONDS = 365n * 24n * 60n * 60n
const WHOLE_BPS = 10_000

/** Why the contract would never take these terms, whatever the page shows. Terms within the limits can be hashed. */
export function limitReasons(terms: Terms, nowSeconds: bigint): string[] {
  return failed([
    [
      terms.amount <= maxUint96 && terms.refundBy <= maxUint48 && terms.salt <= maxUint256,
      'its numbers are greater than the contract can keep',
    ],
    [
      terms.authorizeBy <= terms.captureBy && terms.captureBy <= terms.refundBy,
      'its deadlines are out of order',
    ],
    [
      terms.captureBy <= nowSeconds + LONGEST_ESCROW_SECONDS,
      'the money could be held for longer than a year',
    ],
    [terms.maxFeeBps <= WHOLE_BPS, 'its fee could be more than the payment'],
    [terms.minFeeBps <= terms.maxFeeBps, 'its least fee is above its greatest'],
  ])
}
