import { permitTypedData } from '@florin/sdk/escrow/permit.ts'
import { permit2Address, permit2TypedData } from '@florin/sdk/escrow/permit2.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import type { Terms } from '@florin/sdk/escrow/terms.ts'
import { consentTypedData, receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import type { EscrowChain } from './escrowChain.ts'

// What the payer signs so that anybody may deliver its payment.

export async function byErc3009(chain: EscrowChain, terms: Terms): Promise<Pull> {
  const typedData = receiveWithAuthorizationTypedData({ ...chain, terms })
  return { source: 'erc3009', signature: await chain.account('payer').signTypedData(typedData) }
}

/** The permit sets the allowance to what is paid, whatever it was, and the consent names the payment. */
export async function byPermit(chain: EscrowChain, terms: Terms): Promise<Pull> {
  const payer = chain.account('payer')
  const permit = {
    value: terms.amount,
    deadline: terms.authorizeBy,
    nonce: await chain.permitNonce(payer.address),
  }
  const signature = await payer.signTypedData(permitTypedData({ ...chain, ...permit, owner: payer.address }))
  const consent = await payer.signTypedData(
    consentTypedData({ ...chain, id: chain.idOf(terms), source: 'permit' }),
  )
  return { source: 'permit', permit: { ...permit, signature }, signature: consent }
}

export async function byPermit2(chain: EscrowChain, terms: Terms): Promise<Pull> {
  await chain.approve('payer', permit2Address)
  const signature = await chain.account('payer').signTypedData(permit2TypedData({ ...chain, terms }))
  return { source: 'permit2', signature }
}
