import { keySigner } from '../../api/src/chain/signer.ts'
import type { Config } from '../../api/src/config.ts'
import type { Signers } from '../../api/src/signers.ts'

/** The signers of a configuration whose keys stand in it, as on every chain of the tests. */
export function bareSigners({ gasSignerKeys, treasuryKey, operatorKey }: Config): Signers {
  if (operatorKey === null) throw new Error('the configuration has no operator key')
  return {
    gas: gasSignerKeys.map(keySigner),
    treasury: treasuryKey && keySigner(treasuryKey),
    operator: keySigner(operatorKey),
  }
}
