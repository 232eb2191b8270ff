import { decodeFunctionData, encodeFunctionData, getAddress, type Hex, isHex } from 'viem'
import { paymentEscrowAbi } from '../abi/paymentEscrow.ts'
import { encodeAuth } from '../escrow/calldata.ts'
import type { components } from '../generated/api.ts'
import { parseBaseUnits } from '../money.ts'

type Schemas = components['schemas']

/**
 * The call that delivers the signature of a `signature_request`, for `relayAction`: what is asked with a refund or payout, or
 * answered instead of a relay by a capture or void. `signature` is that of its `typed_data`.
 *
 * @throws where the request is none of a signed action of the escrow.
 */
export function signedCall(
  { typed_data: { message }, call }: Pick<Schemas['SignatureRequest'], 'typed_data' | 'call'>,
  signature: Hex,
): { to: Hex; data: Hex } {
  const nonce = parseBaseUnits(String(message.nonce))
  const deadline = parseBaseUnits(String(message.deadline))
  if (nonce === undefined || deadline === undefined || !isHex(call.data)) {
    throw new Error('This is no request to sign an action of the escrow.')
  }
  const auth = encodeAuth({ account: getAddress(String(message.account)), nonce, deadline, signature })
  return { to: getAddress(call.to), data: withAuth(call.data, auth) }
}

/** The same call, acting for the account that signed instead of its sender: every such call has that as its last argument. */
function withAuth(data: Hex, auth: Hex): Hex {
  const call = decodeFunctionData({ abi: paymentEscrowAbi, data })
  switch (call.functionName) {
    case 'void':
      return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'void', args: [call.args[0], auth] })
    case 'capture': {
      const [terms, amount, fee] = call.args
      const args = [terms, amount, fee, auth] as const
      return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'capture', args })
    }
    case 'refund': {
      const [terms, amount, source] = call.args
      const args = [terms, amount, source, auth] as const
      return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'refund', args })
    }
    case 'withdraw': {
      const [token, amount, to] = call.args
      const args = [token, amount, to, auth] as const
      return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'withdraw', args })
    }
    default:
      throw new Error(`${call.functionName} is no call that a signature request asks for.`)
  }
}
