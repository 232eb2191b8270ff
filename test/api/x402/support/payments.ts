import { randomBytes } from 'node:crypto'
import type { PaymentPayload, PaymentRequirements } from '@x402/core/types'
import { eip3009ABI } from '@x402/evm'
import { encodeFunctionData, type LocalAccount, parseAbi } from 'viem'
import { localAccount } from '../../../../scripts/local/accounts.ts'
import { testClientOf } from '../../relays/support/chain.ts'
import type { World } from '../../support/world.ts'
import { PRICE } from './shop.ts'

type Hex = `0x${string}`

/** What a shop asks for a forecast. */
export function askingFor(
  world: World,
  payTo: Hex,
  changes: Partial<PaymentRequirements> = {},
): PaymentRequirements {
  return {
    scheme: 'exact',
    network: `eip155:${world.chain.chainId}`,
    asset: world.token.address,
    amount: PRICE.toString(),
    payTo,
    maxTimeoutSeconds: 120,
    extra: world.token.eip712,
    ...changes,
  }
}

export interface Authorization {
  from: Hex
  to: Hex
  value: bigint
  validAfter: bigint
  validBefore: bigint
  nonce: Hex
}

const types = {
  TransferWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
} as const

export interface SignedPayment {
  payload: PaymentPayload
  requirements: PaymentRequirements
  authorization: Authorization
  signature: Hex
}

/** A wallet's payment of what is asked for, as x402's client makes it unless it is changed. */
export async function signPayment(
  world: World,
  account: LocalAccount,
  requirements: PaymentRequirements,
  changes: Partial<Authorization> = {},
): Promise<SignedPayment> {
  const authorization: Authorization = {
    from: account.address,
    to: lower(requirements.payTo),
    value: BigInt(requirements.amount),
    validAfter: 0n,
    validBefore: BigInt(Math.floor(Date.now() / 1000) + requirements.maxTimeoutSeconds),
    nonce: `0x${randomBytes(32).toString('hex')}`,
    ...changes,
  }
  const domain = {
    ...world.token.eip712,
    chainId: world.chain.chainId,
    verifyingContract: world.token.address,
  }
  const { signTypedData } = account
  const signature = await signTypedData({
    domain,
    types,
    primaryType: 'TransferWithAuthorization',
    message: authorization,
  })
  return {
    payload: payloadOf(requirements, authorization, signature),
    requirements,
    authorization,
    signature,
  }
}

function lower(address: string): Hex {
  return `0x${address.slice(2).toLowerCase()}`
}

function payloadOf(
  accepted: PaymentRequirements,
  { from, to, value, validAfter, validBefore, nonce }: Authorization,
  signature: Hex,
): PaymentPayload {
  return {
    x402Version: 2,
    resource: { url: 'https://shop.example/forecast', description: 'Tomorrow’s weather' },
    accepted,
    payload: {
      signature,
      authorization: {
        from,
        to,
        value: value.toString(),
        validAfter: validAfter.toString(),
        validBefore: validBefore.toString(),
        nonce,
      },
    },
  }
}

/** Somebody who saw a payment sends it before us. */
export async function frontRun(world: World, { authorization, signature }: SignedPayment): Promise<Hex> {
  const { from, to, value, validAfter, validBefore, nonce } = authorization
  const data = encodeFunctionData({
    abi: eip3009ABI,
    functionName: 'transferWithAuthorization',
    args: [from, to, value, validAfter, validBefore, nonce, signature],
  })
  return sendToToken(world, data)
}

/** The payer takes its authorization back. */
export async function cancel(world: World, account: LocalAccount, nonce: Hex): Promise<void> {
  const domain = {
    ...world.token.eip712,
    chainId: world.chain.chainId,
    verifyingContract: world.token.address,
  }
  const { signTypedData } = account
  const signature = await signTypedData({
    domain,
    types: {
      CancelAuthorization: [
        { name: 'authorizer', type: 'address' },
        { name: 'nonce', type: 'bytes32' },
      ],
    },
    primaryType: 'CancelAuthorization',
    message: { authorizer: account.address, nonce },
  })
  const abi = parseAbi(['function cancelAuthorization(address authorizer, bytes32 nonce, bytes signature)'])
  const args = [account.address, nonce, signature] as const
  await sendToToken(world, encodeFunctionData({ abi, functionName: 'cancelAuthorization', args }))
}

async function sendToToken(world: World, data: Hex): Promise<Hex> {
  const client = testClientOf(world)
  const account = localAccount(world.chain.chainId, 'deployer')
  const hash = await client.sendTransaction({ account, chain: null, to: world.token.address, data })
  const { status } = await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  if (status !== 'success') throw new Error(`${hash} was reverted`)
  return hash
}
