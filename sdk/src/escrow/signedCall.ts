import type { Hex } from 'viem'
import { decodeAbiParameters, decodeFunctionData, hashTypedData } from 'viem'
import { paymentEscrowAbi } from '../abi/paymentEscrow.ts'
import { authParameters } from './calldata.ts'
import type { EscrowDomain } from './terms.ts'
import { escrowEip712Domain } from './terms.ts'
import { captureTypes, refundTypes, voidTypes } from './types.ts'

/**
 * The EIP-712 digest that was signed for a capture, void or refund, read from the call that delivers it. In the contract's
 * `NonceUsed` event it tells this action from everything else that may have spent the same nonce.
 * @param id The payment's, 32 bytes.
 * @param data Calldata whose `auth` is not empty.
 * @throws where `data` is the call of another function, or its `auth` is no ABI encoding.
 */
export function signedCallDigest(place: EscrowDomain & { id: Hex }, data: Hex): Hex {
  const call = decodeFunctionData({ abi: paymentEscrowAbi, data })
  const domain = escrowEip712Domain(place)
  const { id } = place
  switch (call.functionName) {
    case 'capture': {
      const [, amount, fee, auth] = call.args
      const message = { ...signerOf(auth), id, amount, fee }
      return hashTypedData({ domain, types: captureTypes, primaryType: 'Capture', message })
    }
    case 'void': {
      const [, auth] = call.args
      const message = { ...signerOf(auth), id }
      return hashTypedData({ domain, types: voidTypes, primaryType: 'Void', message })
    }
    case 'refund': {
      const [, amount, source, auth] = call.args
      const message = { ...signerOf(auth), id, amount, source }
      return hashTypedData({ domain, types: refundTypes, primaryType: 'Refund', message })
    }
    default:
      throw new Error(`data: expected a call of capture, void or refund, found ${call.functionName}`)
  }
}

function signerOf(auth: Hex) {
  const [account, nonce, deadline] = decodeAbiParameters(authParameters, auth)
  return { account, nonce, deadline }
}
