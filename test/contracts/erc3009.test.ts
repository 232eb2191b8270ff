import { after, before, describe, it } from 'node:test'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeAuth, encodeAuthorize, encodeCharge, encodeRefund } from '@florin/sdk/escrow/calldata.ts'
import { factIdentity } from '@florin/sdk/escrow/factIdentity.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { paymentId } from '@florin/sdk/escrow/terms.ts'
import {
  receiveWithAuthorizationTypedData,
  refundAuthorizationTypedData,
} from '@florin/sdk/escrow/typedData.ts'
import { expect } from 'chai'
import type { Address } from 'viem'
import { encodeFunctionData, parseSignature } from 'viem'
import { byErc3009 } from './support/intake.ts'
import { expectRevert } from './support/reverts.ts'
import { accounts, type Sandbox, sandbox, tokenDomain } from './support/sandbox.ts'
import { buildTerms } from './support/terms.ts'

const { merchant, payer, relayer, stranger } = accounts

describe('EIP-3009 with the test dollar', () => {
  let box: Sandbox
  before(async () => {
    box = await sandbox()
  })
  after(() => box.close())

  const balanceOf = (account: Address) =>
    box.client.readContract({
      address: box.token,
      abi: testDollarAbi,
      functionName: 'balanceOf',
      args: [account],
    })

  it('succeeds with one signature whose nonce is the payment id', async () => {
    const terms = await buildTerms(box, { mode: 'charge' })
    const { least } = feeBounds(terms.amount, terms)
    const before = await balanceOf(payer.address)
    await box.send(relayer, box.escrow, encodeCharge(terms, least, await byErc3009(box, terms)))
    expect(before - (await balanceOf(payer.address))).to.equal(terms.amount)
    const used = await box.client.readContract({
      address: box.token,
      abi: testDollarAbi,
      functionName: 'authorizationState',
      args: [payer.address, paymentId(box.domain, terms)],
    })
    expect(used).to.equal(true)
  })

  it('reverts when the payer has canceled the authorization', async () => {
    const terms = await buildTerms(box)
    const nonce = paymentId(box.domain, terms)
    const signature = await payer.signTypedData({
      domain: { ...tokenDomain, chainId: box.domain.chainId, verifyingContract: box.token },
      types: {
        CancelAuthorization: [
          { name: 'authorizer', type: 'address' },
          { name: 'nonce', type: 'bytes32' },
        ],
      },
      primaryType: 'CancelAuthorization',
      message: { authorizer: payer.address, nonce },
    })
    const args = [payer.address, nonce, signature] as const
    await box.send(
      relayer,
      box.token,
      encodeFunctionData({ abi: testDollarAbi, functionName: 'cancelAuthorization', args }),
    )
    await expectRevert(
      box.send(relayer, box.escrow, encodeAuthorize(terms, await byErc3009(box, terms))),
      'ERC3009UsedAuthorization',
    )
  })

  it('reverts when a stranger takes the authorization to the token itself', async () => {
    const terms = await buildTerms(box)
    const { message } = receiveWithAuthorizationTypedData({ ...box.domain, terms, tokenDomain })
    const { r, s, yParity } = parseSignature((await byErc3009(box, terms)).signature)
    const { from, to, value, validAfter, validBefore, nonce } = message
    const args = [from, to, value, validAfter, validBefore, nonce, 27 + yParity, r, s] as const
    await expectRevert(
      box.send(
        stranger,
        box.token,
        encodeFunctionData({ abi: testDollarAbi, functionName: 'receiveWithAuthorization', args }),
      ),
      'ERC20InvalidReceiver',
    )
  })

  it('succeeds with a refund that the merchant pays from its wallet by one signature', async () => {
    const terms = await buildTerms(box, { mode: 'charge' })
    const { least } = feeBounds(terms.amount, terms)
    await box.send(relayer, box.escrow, encodeCharge(terms, least, await byErc3009(box, terms)))
    const mint = [merchant.address, 1_000_000n] as const
    await box.send(
      merchant,
      box.token,
      encodeFunctionData({ abi: testDollarAbi, functionName: 'mint', args: mint }),
    )
    const input = {
      ...box.domain,
      id: paymentId(box.domain, terms),
      account: merchant.address,
      amount: 1_000_000n,
      nonce: 1n,
      deadline: (await box.now()) + 3600n,
    }
    const typedData = refundAuthorizationTypedData({ ...input, token: box.token, tokenDomain })
    const auth = encodeAuth({ ...input, signature: await merchant.signTypedData(typedData) })
    await box.send(relayer, box.escrow, encodeRefund(terms, input.amount, 'erc3009', auth))
    expect(await balanceOf(merchant.address)).to.equal(0n)
  })

  it('gives every money event of a transaction its own identity', async () => {
    const terms = await buildTerms(box, { mode: 'charge' })
    const { least } = feeBounds(terms.amount, terms)
    const { logs } = await box.send(
      relayer,
      box.escrow,
      encodeCharge(terms, least, await byErc3009(box, terms)),
    )
    const ours = logs.filter(({ address }) => address === box.escrow)
    const identities = ours.map(({ address, topics, data }) =>
      factIdentity({ chainId: box.domain.chainId, contract: address, topics, data }),
    )
    expect(new Set(identities).size).to.equal(3)
  })
})
