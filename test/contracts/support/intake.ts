import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeAuthorize } from '@florin/sdk/escrow/calldata.ts'
import { permitTypedData } from '@florin/sdk/escrow/permit.ts'
import { permit2TypedData } from '@florin/sdk/escrow/permit2.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import { consentTypedData, receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import { type Address, encodeFunctionData } from 'viem'
import { type Account, accounts, type Sandbox, tokenDomain } from './sandbox.ts'

/** The payer calls, and money comes from its allowance. */
export const byAllowance: Pull = { source: 'allowance', signature: '0x' }

/** The payer signs once, for the token. */
export async function byErc3009(box: Sandbox, terms: Terms, payer: Account = accounts.payer): Promise<Pull> {
  const typedData = receiveWithAuthorizationTypedData({ ...box.domain, terms, tokenDomain })
  return { source: 'erc3009', signature: await payer.signTypedData(typedData) }
}

/** The payer signs a permit of exactly the amount, and its consent. */
export async function byPermit(box: Sandbox, terms: Terms, payer: Account = accounts.payer): Promise<Pull> {
  const { token, amount, authorizeBy } = terms
  const nonce = await box.client.readContract({
    address: token,
    abi: testDollarAbi,
    functionName: 'nonces',
    args: [payer.address],
  })
  const permit = { owner: payer.address, token, tokenDomain, value: amount, nonce, deadline: authorizeBy }
  const id = paymentId(box.domain, terms)
  return {
    source: 'permit',
    permit: {
      value: amount,
      deadline: authorizeBy,
      signature: await payer.signTypedData(permitTypedData({ ...box.domain, ...permit })),
    },
    signature: await payer.signTypedData(consentTypedData({ ...box.domain, id, source: 'permit' })),
  }
}

/** The payer signs once, for Permit2, which its allowance names. */
export async function byPermit2(box: Sandbox, terms: Terms, payer: Account = accounts.payer): Promise<Pull> {
  const typedData = permit2TypedData({ ...box.domain, terms })
  return { source: 'permit2', signature: await payer.signTypedData(typedData) }
}

export async function approve(
  box: Sandbox,
  owner: Account,
  amount: bigint,
  spender: Address = box.escrow,
  token: Address = box.token,
): Promise<void> {
  const args = [spender, amount] as const
  await box.send(owner, token, encodeFunctionData({ abi: testDollarAbi, functionName: 'approve', args }))
}

/** Brings a payment into escrow by one signature of the payer. */
export async function authorize(box: Sandbox, terms: Terms): Promise<void> {
  await box.send(accounts.relayer, box.escrow, encodeAuthorize(terms, await byErc3009(box, terms)))
}

export async function mint(
  box: Sandbox,
  owner: Account,
  amount: bigint,
  token: Address = box.token,
): Promise<void> {
  const args = [owner.address, amount] as const
  await box.send(owner, token, encodeFunctionData({ abi: testDollarAbi, functionName: 'mint', args }))
}
