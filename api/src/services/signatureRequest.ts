import { getAddress, type HashTypedDataParameters, stringify } from 'viem'
import { z } from 'zod'
import type { SignatureReason, SignatureRequest } from '../domain/moneyOut.ts'

type Hex = `0x${string}`

const typedDataSchema = z.object({
  domain: z.record(z.string(), z.unknown()),
  types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
  primaryType: z.string(),
  message: z.record(z.string(), z.unknown()),
})

/** What a merchant is to sign, as JSON: whole numbers as decimal text, which wallets accept. */
export function toSignatureRequest(
  reason: SignatureReason,
  asked: { typedData: HashTypedDataParameters; call: { to: Hex; data: Hex } },
): SignatureRequest {
  return {
    reason,
    typed_data: typedDataSchema.parse(JSON.parse(stringify(asked.typedData))),
    call: { to: getAddress(asked.call.to), data: asked.call.data },
  }
}
