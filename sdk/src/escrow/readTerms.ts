import { memberOf } from '../calls/canonical.ts'
import type { abiTerms, Terms } from './terms.ts'
import { modes } from './terms.ts'

/** Terms from how the ABI has them. @throws UnreadableCall where the mode is none. */
export function readTerms(terms: ReturnType<typeof abiTerms>): Terms {
  return {
    ...terms,
    mode: memberOf(modes, terms.mode, 'terms.mode'),
    authorizeBy: BigInt(terms.authorizeBy),
    captureBy: BigInt(terms.captureBy),
    refundBy: BigInt(terms.refundBy),
  }
}
