import type { Abi, AbiParameter, DecodeAbiParametersReturnType, Hex } from 'viem'
import { decodeAbiParameters, decodeFunctionData, encodeAbiParameters, encodeFunctionData } from 'viem'
import type { Auth } from '../escrow/calldata.ts'
import { authParameters, encodeAuth } from '../escrow/calldata.ts'

/** Calldata that is not what the encoders of this package make; the message says where and why. */
export class UnreadableCall extends Error {
  override readonly name = 'UnreadableCall'
}

/**
 * Decodes a call, if encoding it again gives the same bytes: nothing trails, nothing hides between the arguments, and no bit
 * is set that the contract would not look at.
 *
 * @throws UnreadableCall
 */
export function decodeCall<const abi extends Abi>(abi: abi, data: Hex) {
  requireCanonical(abi, data)
  return decodeFunctionData({ abi, data })
}

function requireCanonical(abi: Abi, data: Hex): void {
  const { functionName, args = [] } = attempt(
    () => decodeFunctionData({ abi, data }),
    'data: no call of this contract, or cut off',
  )
  const again = attempt(
    () => encodeFunctionData({ abi, functionName, args }),
    'data: an argument does not fit its type',
  )
  requireSame(again, data, 'data')
}

/** Decodes bytes within a call by the same rule. */
export function decodeInner<const parameters extends readonly AbiParameter[]>(
  parameters: parameters,
  data: Hex,
  name: string,
): DecodeAbiParametersReturnType<parameters> {
  const values = attempt(() => decodeAbiParameters(parameters, data), `${name}: no ABI encoding, or cut off`)
  const loose: readonly AbiParameter[] = parameters
  const again = attempt(
    () => encodeAbiParameters(loose, Object.values(values)),
    `${name}: a value does not fit its type`,
  )
  requireSame(again, data, name)
  return values
}

/** Whose action a call is. @throws UnreadableCall where it is its sender's, which nobody else can deliver. */
export function decodeAuth(data: Hex): Auth {
  if (data === '0x') throw new UnreadableCall('auth: empty, so that only the account itself could send this')
  const [account, nonce, deadline, signature] = decodeInner(authParameters, data, 'auth')
  requireSame(encodeAuth({ account, nonce, deadline, signature }), data, 'auth')
  return { account, nonce, deadline, signature }
}

export function requireSame(again: Hex, data: Hex, name: string): void {
  if (again.toLowerCase() === data.toLowerCase()) return
  throw new UnreadableCall(`${name}: encoded in another way than its own values are`)
}

/** The member of an enum. */
export function memberOf<const member>(members: readonly member[], index: number, name: string): member {
  const found = members[index]
  if (found === undefined) {
    throw new UnreadableCall(`${name}: expected 0 to ${members.length - 1}, found ${index}`)
  }
  return found
}

function attempt<result>(decode: () => result, why: string): result {
  try {
    return decode()
  } catch (cause) {
    throw new UnreadableCall(why, { cause })
  }
}
