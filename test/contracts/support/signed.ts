import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { encodeAuth } from '@florin/sdk/escrow/calldata.ts'
import type { SignedAction } from '@florin/sdk/escrow/typedData.ts'
import { expect } from 'chai'
import type { Address, Hex, TransactionReceipt, TypedDataDefinition } from 'viem'
import { hashTypedData, parseEventLogs } from 'viem'
import { type Account, accounts, type Sandbox } from './sandbox.ts'

let nonce = 0n

/** What an action of the account carries: each call gives another nonce, and an hour to deliver it in. */
export async function newAction(box: Sandbox, account: Account): Promise<SignedAction> {
  nonce += 1n
  return { ...box.domain, account: account.address, nonce, deadline: (await box.now()) + 3600n }
}

/**
 * Has a relayer deliver the typed data that the account signed, and expects the contract to have computed the same digest.
 * @param encode The call by its `auth`.
 * @param to The contract that is called.
 */
export async function deliver(
  box: Sandbox,
  signer: Account,
  action: SignedAction,
  typedData: TypedDataDefinition,
  encode: (auth: Hex) => Hex,
  to: Address = box.escrow,
): Promise<TransactionReceipt> {
  const auth = encodeAuth({ ...action, signature: await signer.signTypedData(typedData) })
  const receipt = await box.send(accounts.relayer, to, encode(auth))
  expect(digestOf(receipt)).to.equal(hashTypedData(typedData))
  return receipt
}

/** The digest that the contract computed, from the event of the spent nonce. */
export function digestOf(receipt: TransactionReceipt): Hex | undefined {
  const [used] = parseEventLogs({ abi: paymentEscrowAbi, eventName: 'NonceUsed', logs: receipt.logs })
  return used?.args.digest
}
