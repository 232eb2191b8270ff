import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { setOperatorTypedData } from '@florin/sdk/escrow/accountTypedData.ts'
import {
  encodeAuth,
  encodeCancelNonce,
  encodeSetOperator,
  encodeSetPayout,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { encodeFunctionData, type Hex, zeroAddress } from 'viem'
import type { EscrowChain } from './escrowChain.ts'

const HOUR = 3_600n

/** What accounts and the escrow's owner set, by call and by signature, and take back. */
export async function playSettings(chain: EscrowChain) {
  const { escrow, manager, token, send, address } = chain
  const byOwner = (data: Hex) => send('deployer', escrow, data)

  const nonce = 77n
  await send('gasSigner', escrow, await signedSetOperator(chain, nonce))
  await send('feeRecipient', escrow, encodeSetOperator(address('operator'), token, 5n, senderAuth))
  await send('feeRecipient', escrow, encodeSetOperator(address('operator'), token, 0n, senderAuth))
  await send('payer', escrow, encodeCancelNonce(5n, senderAuth))
  await send('payer', manager, encodeCancelNonce(6n, senderAuth))
  await send('feeRecipient', escrow, encodeSetPayout(address('payer'), senderAuth))
  await send('feeRecipient', escrow, encodeSetPayout(zeroAddress, senderAuth))
  const escrowCall = { abi: paymentEscrowAbi } as const
  await byOwner(encodeFunctionData({ ...escrowCall, functionName: 'listToken', args: [zeroAddress, false] }))
  for (const paused of [true, false])
    await byOwner(encodeFunctionData({ ...escrowCall, functionName: 'pauseIntake', args: [paused] }))
  const args = [address('merchant')] as const
  await byOwner(encodeFunctionData({ ...escrowCall, functionName: 'transferOwnership', args }))
  return { nonce }
}

/** The merchant lets the operator refund up to 1,000 units a day, by a signature that somebody else delivers. */
async function signedSetOperator(chain: EscrowChain, nonce: bigint) {
  const { token, address } = chain
  const { timestamp: now } = await chain.client.getBlock()
  const signer = chain.account('merchant')
  const said = { operator: address('operator'), token, dailyCap: 1_000n }
  const action = { account: signer.address, nonce, deadline: now + HOUR }
  const signature = await signer.signTypedData(setOperatorTypedData({ ...chain, ...action, ...said }))
  return encodeSetOperator(said.operator, token, said.dailyCap, encodeAuth({ ...action, signature }))
}
