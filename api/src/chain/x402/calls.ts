import { eip3009ABI, x402ExactPermit2ProxyABI, x402UptoPermit2ProxyABI } from '@x402/evm'
import { type Address, encodeFunctionData, type Hex, hexToBigInt, parseSignature, size } from 'viem'
import type { Eip3009Payload, Permit2Payload } from './payload.ts'

/** The token's own call: with (v, r, s) where a key signed, with bytes where a contract wallet did. */
export function encodeTransfer({ authorization, signature }: Eip3009Payload): Hex {
  const { from, to, value, validAfter, validBefore, nonce } = authorization
  const base = [from, to, value, validAfter, validBefore, nonce] as const
  const call = { abi: eip3009ABI, functionName: 'transferWithAuthorization' } as const
  const { v, r, s } = vrsOf(signature) ?? {}
  return v !== undefined && r !== undefined && s !== undefined
    ? encodeFunctionData({ ...call, args: [...base, v, r, s] })
    : encodeFunctionData({ ...call, args: [...base, signature] })
}

function vrsOf(signature: Hex): { v: number; r: Hex; s: Hex } | undefined {
  if (size(signature) !== 65) return undefined
  try {
    const { v, yParity, r, s } = parseSignature(signature)
    return { v: Number(v ?? yParity), r, s }
  } catch {
    // Some other 65 bytes, which no token takes from a key.
    return undefined
  }
}

/** The call of x402's proxy that moves all that was signed. */
export function encodeExactSettle({ permit2Authorization, signature }: Permit2Payload): Hex {
  const { from, witness } = permit2Authorization
  return encodeFunctionData({
    abi: x402ExactPermit2ProxyABI,
    functionName: 'settle',
    args: [
      permitOf(permit2Authorization),
      from,
      { to: witness.to, validAfter: witness.validAfter },
      signature,
    ],
  })
}

/** The call of x402's proxy that moves a part of what was signed, and that `facilitator` alone may send. */
export function encodeUptoSettle(
  { permit2Authorization, signature }: Permit2Payload,
  amount: bigint,
  facilitator: Address,
): Hex {
  const { from, witness } = permit2Authorization
  const { to, validAfter } = witness
  return encodeFunctionData({
    abi: x402UptoPermit2ProxyABI,
    functionName: 'settle',
    args: [permitOf(permit2Authorization), amount, from, { to, facilitator, validAfter }, signature],
  })
}

function permitOf({ permitted, nonce, deadline }: Permit2Payload['permit2Authorization']) {
  return { permitted, nonce: hexToBigInt(nonce), deadline }
}
