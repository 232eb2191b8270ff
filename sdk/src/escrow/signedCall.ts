import type { Address, HashTypedDataParameters, Hex } from 'viem'
import { hashTypedData } from 'viem'
import { paymentEscrowAbi } from '../abi/paymentEscrow.ts'
import { decodeAuth, decodeCall, memberOf, UnreadableCall } from '../calls/canonical.ts'
import type { Signed, SignedCallKind } from '../calls/signedCall.ts'
import {
  cancelNonceTypedData,
  depositTypedData,
  movePrepaidTypedData,
  setOperatorTypedData,
  setPayoutTypedData,
  transferBalanceTypedData,
  withdrawTypedData,
} from './accountTypedData.ts'
import type { Auth } from './calldata.ts'
import { readTerms } from './readTerms.ts'
import type { EscrowDomain, Source, Terms } from './terms.ts'
import { paymentId, sources } from './terms.ts'
import { burnTypedData, captureTypedData, refundTypedData, voidTypedData } from './typedData.ts'

/** A signed action of PaymentEscrow, read from the calldata that delivers it. */
export type EscrowCall = {
  kind: SignedCallKind
  signed: Signed
  /** The payment that it acts on, if it is about one. */
  payment: { id: Hex; terms: Terms } | null
  /** Base units; null where none are named, as in a void, which gives back all that is left. */
  amount: bigint | null
  /** Of which token, to which wallet, where money is withdrawn. */
  withdrawal: { token: Address; to: Address } | null
}

/**
 * Reads a signed action of PaymentEscrow. Only bytes that the encoders of calldata.ts make are read, so that nothing else is
 * paid for than what was asked.
 *
 * @throws UnreadableCall for any other call, one that acts for its sender, and one that must bring the chain's own coin.
 */
export function readEscrowCall(place: EscrowDomain, data: Hex): EscrowCall {
  const call = decodeCall(paymentEscrowAbi, data)
  switch (call.functionName) {
    case 'burn':
    case 'void':
    case 'capture':
    case 'refund':
      return readPaymentAction(place, call)
    case 'deposit':
    case 'movePrepaid':
    case 'transferBalance':
    case 'withdraw':
      return readBalanceAction(place, call)
    case 'setPayout': {
      const [payout, encoded] = call.args
      const auth = decodeAuth(encoded)
      return setting('set_payout', auth, setPayoutTypedData({ ...place, ...auth, payout }))
    }
    case 'setOperator': {
      const [operator, token, dailyCap, encoded] = call.args
      const auth = decodeAuth(encoded)
      const typedData = setOperatorTypedData({ ...place, ...auth, operator, token, dailyCap })
      return setting('set_operator', auth, typedData)
    }
    case 'cancelNonce': {
      const [canceled, encoded] = call.args
      const auth = decodeAuth(encoded)
      return setting('cancel_nonce', auth, cancelNonceTypedData({ ...place, ...auth, canceled }))
    }
    default:
      throw new UnreadableCall(`data: ${call.functionName} is no action that an account signs`)
  }
}

type Decoded = ReturnType<typeof decodeCall<typeof paymentEscrowAbi>>
type CallOf<name extends Decoded['functionName']> = Extract<Decoded, { functionName: name }>

function readPaymentAction(
  place: EscrowDomain,
  call: CallOf<'burn' | 'void' | 'capture' | 'refund'>,
): EscrowCall {
  const terms = readTerms(call.args[0])
  const payment = { id: paymentId(place, terms), terms }
  switch (call.functionName) {
    case 'burn': {
      const auth = decodeAuth(call.args[1])
      const signed = signedBy(auth, burnTypedData({ ...place, ...auth, id: payment.id }))
      return { kind: 'burn', signed, payment, amount: null, withdrawal: null }
    }
    case 'void': {
      const auth = decodeAuth(call.args[1])
      const signed = signedBy(auth, voidTypedData({ ...place, ...auth, id: payment.id }))
      return { kind: 'void', signed, payment, amount: null, withdrawal: null }
    }
    case 'capture': {
      const [, amount, fee, encoded] = call.args
      const auth = decodeAuth(encoded)
      const signed = signedBy(auth, captureTypedData({ ...place, ...auth, id: payment.id, amount, fee }))
      return { kind: 'capture', signed, payment, amount, withdrawal: null }
    }
    case 'refund': {
      const [, amount, index, encoded] = call.args
      const auth = decodeAuth(encoded)
      const source = signableSource(index, ['allowance', 'available', 'erc3009'])
      const typedData = refundTypedData({ ...place, ...auth, id: payment.id, amount, source })
      return { kind: 'refund', signed: signedBy(auth, typedData, source), payment, amount, withdrawal: null }
    }
  }
}

function readBalanceAction(
  place: EscrowDomain,
  call: CallOf<'deposit' | 'movePrepaid' | 'transferBalance' | 'withdraw'>,
): EscrowCall {
  switch (call.functionName) {
    case 'deposit': {
      const [toPrepaid, token, amount, index, encoded] = call.args
      const auth = decodeAuth(encoded)
      const source = signableSource(index, ['allowance', 'erc3009'])
      const typedData = depositTypedData({ ...place, ...auth, toPrepaid, token, amount, source })
      return {
        kind: 'deposit',
        signed: signedBy(auth, typedData, source),
        payment: null,
        amount,
        withdrawal: null,
      }
    }
    case 'movePrepaid': {
      const [token, amount, toPrepaid, encoded] = call.args
      const auth = decodeAuth(encoded)
      const signed = signedBy(auth, movePrepaidTypedData({ ...place, ...auth, token, amount, toPrepaid }))
      return { kind: 'move_prepaid', signed, payment: null, amount, withdrawal: null }
    }
    case 'transferBalance': {
      const [to, token, amount, ref, encoded] = call.args
      const auth = decodeAuth(encoded)
      const signed = signedBy(auth, transferBalanceTypedData({ ...place, ...auth, to, token, amount, ref }))
      return { kind: 'transfer_balance', signed, payment: null, amount, withdrawal: null }
    }
    case 'withdraw': {
      const [token, amount, to, encoded] = call.args
      const auth = decodeAuth(encoded)
      const signed = signedBy(auth, withdrawTypedData({ ...place, ...auth, token, amount, to }))
      return { kind: 'withdraw', signed, payment: null, amount, withdrawal: { token, to } }
    }
  }
}

function setting(kind: SignedCallKind, auth: Auth, typedData: HashTypedDataParameters): EscrowCall {
  return { kind, signed: signedBy(auth, typedData), payment: null, amount: null, withdrawal: null }
}

function signedBy(auth: Auth, typedData: HashTypedDataParameters, source?: Source): Signed {
  const over = source === 'erc3009' ? 'authorization' : 'digest'
  return { ...auth, digest: hashTypedData(typedData), over }
}

/** The chain's own coin comes only with its owner's own call, and a wallet's permit is for payments. */
function signableSource<const source extends Source>(index: number, allowed: readonly source[]): source {
  const name = memberOf(sources, index, 'source')
  const found = allowed.find((source) => source === name)
  if (found) return found
  throw new UnreadableCall(`source: ${name} is none that a signature can use here; use ${allowed.join(', ')}`)
}
