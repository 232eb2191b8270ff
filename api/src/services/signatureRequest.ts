import { getAddress, type HashTypedDataParameters, stringify } from 'viem'
import type { SignatureReason, SignatureRequest } from '../domain/moneyOut.ts'

type Hex = `0x${string}`

/** What a merchant is to sign, as JSON: whole numbers as decimal text, which wallets accept. */
export function toSignatureRequest(
  reason: SignatureReason,
  asked: { typedData: HashTypedDataParameters; call: { to: Hex; data: Hex } },
): SignatureRequest {
  const typedData: SignatureRequest['typed_data'] = JSON.parse(stringify(asked.typedData))
  return {
    reason,
    typed_data: typedData,
    call: { to: getAddress(asked.call.to), data: asked.call.data },
  }
}
