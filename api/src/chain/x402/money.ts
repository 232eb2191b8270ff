import { eip3009ABI, x402ExactPermit2ProxyABI, x402UptoPermit2ProxyABI } from '@x402/evm'
import { type Address, decodeFunctionData, type Hex } from 'viem'
import { lowerCase } from '../../domain/address.ts'

/** What a payment's call moves when it is executed. */
export interface Money {
  method: 'eip3009' | 'permit2'
  token: Address
  payer: Address
  payTo: Address
  amount: bigint
  nonce: bigint
}

/** Reads a call that we accepted. Throws on any other: nothing else was ever signed for this. */
export function moneyOf(call: { kind: string; contract: Address; calldata: Hex }): Money {
  const money =
    call.kind === 'x402_upto'
      ? ofUptoSettle(call.calldata)
      : (ofTransfer(call.contract, call.calldata) ?? ofExactSettle(call.calldata))
  if (!money) throw new Error('this is not the call of an x402 payment')
  return money
}

function ofTransfer(token: Address, data: Hex): Money | undefined {
  if (!TRANSFERS.some((selector) => data.startsWith(selector))) return undefined
  const { functionName, args } = decodeFunctionData({ abi: eip3009ABI, data })
  if (functionName !== 'transferWithAuthorization') return undefined
  const [from, to, amount, , , nonce] = args
  return {
    method: 'eip3009',
    token,
    payer: lowerCase(from),
    payTo: lowerCase(to),
    amount,
    nonce: BigInt(nonce),
  }
}

/** `transferWithAuthorization` with (v, r, s) and with bytes. */
const TRANSFERS = ['0xe3ee160e', '0xcf092995'] as const

function ofExactSettle(data: Hex): Money | undefined {
  const { functionName, args } = decodeFunctionData({ abi: x402ExactPermit2ProxyABI, data })
  if (functionName !== 'settle') return undefined
  const [permit, owner, witness] = args
  return ofPermit(permit, owner, witness.to, permit.permitted.amount)
}

function ofUptoSettle(data: Hex): Money | undefined {
  const { functionName, args } = decodeFunctionData({ abi: x402UptoPermit2ProxyABI, data })
  if (functionName !== 'settle') return undefined
  const [permit, amount, owner, witness] = args
  return ofPermit(permit, owner, witness.to, amount)
}

function ofPermit(
  permit: { permitted: { token: Address }; nonce: bigint },
  owner: Address,
  to: Address,
  amount: bigint,
): Money {
  return {
    method: 'permit2',
    token: lowerCase(permit.permitted.token),
    payer: lowerCase(owner),
    payTo: lowerCase(to),
    amount,
    nonce: permit.nonce,
  }
}
