import type { Hex } from 'viem'
import { concat, numberToHex, size } from 'viem'
import { paymentEscrowAbi } from '../abi/paymentEscrow.ts'
import { decodeCall, decodeInner, memberOf, requireSame, UnreadableCall } from '../calls/canonical.ts'
import { encodePermitData, permitPullParameters } from './permit.ts'
import type { Pull } from './pull.ts'
import { readTerms } from './readTerms.ts'
import type { EscrowDomain, Terms } from './terms.ts'
import { paymentId, sources } from './terms.ts'

/** A payment by a payer's consent, read from the calldata that delivers it. */
export type IntakeCall = {
  kind: 'authorize' | 'charge'
  id: Hex
  terms: Terms
  /** Null for `authorize`, which takes none. */
  fee: bigint | null
  pull: Pull
}

/**
 * Reads a payment that somebody else than the payer can deliver; undefined where it is another call. Only bytes that the
 * encoders of calldata.ts make are read.
 *
 * @throws UnreadableCall for bytes in another encoding, without a signature, or for the chain's own coin.
 */
export function readIntakeCall(place: EscrowDomain, data: Hex): IntakeCall | undefined {
  const call = decodeCall(paymentEscrowAbi, data)
  if (call.functionName !== 'authorize' && call.functionName !== 'charge') return undefined
  const [terms, fee, pull] =
    call.functionName === 'charge' ? call.args : ([call.args[0], null, call.args[1]] as const)
  const read = readTerms(terms)
  return { kind: call.functionName, id: paymentId(place, read), terms: read, fee, pull: readPull(pull) }
}

function readPull({ source: index, data }: { source: number; data: Hex }): Pull {
  const source = memberOf(sources, index, 'pull.source')
  if (source === 'native')
    throw new UnreadableCall('pull.source: native comes only with the payer’s own call')
  const pull: Pull = source === 'permit' ? readPermit(data) : { source, signature: data }
  if (pull.signature !== '0x') return pull
  throw new UnreadableCall('pull.data: no signature, so that only the payer itself could send this')
}

function readPermit(data: Hex): Pull {
  const [value, deadline, v, r, s, consent] = decodeInner(permitPullParameters, data, 'pull.data')
  const permit = { value, deadline, signature: concat([r, s, numberToHex(v, { size: 1 })]) }
  if ((v !== 27 && v !== 28) || size(permit.signature) !== 65) {
    throw new UnreadableCall(`pull.data: expected v to be 27 or 28, found ${v}`)
  }
  requireSame(encodePermitData(permit, consent), data, 'pull.data')
  return { source: 'permit', permit, signature: consent }
}
