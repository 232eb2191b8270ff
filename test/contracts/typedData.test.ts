import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import {
  encodeAuthorize,
  encodeBurn,
  encodeCapture,
  encodeCharge,
  encodeDeposit,
  encodeRefund,
  encodeVoid,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { abiTerms, paymentId } from '@florin/sdk/escrow/terms.ts'
import {
  burnTypedData,
  captureTypedData,
  consentTypedData,
  refundTypedData,
  voidTypedData,
} from '@florin/sdk/escrow/typedData.ts'
import { expect } from 'chai'
import { domainSeparator } from 'viem'
import { approve, authorize, mint } from './support/intake.ts'
import { paymentOf } from './support/readings.ts'
import { expectRevert } from './support/reverts.ts'
import { accounts, million, type Sandbox, sandbox } from './support/sandbox.ts'
import { deliver, newAction } from './support/signed.ts'
import { buildTerms } from './support/terms.ts'

const { merchant, operator, payer, relayer } = accounts

describe('typed data of payments', () => {
  let box: Sandbox
  before(async () => {
    box = await sandbox()
    await approve(box, payer, million)
  })
  after(() => box.close())

  async function authorized() {
    const terms = await buildTerms(box)
    await authorize(box, terms)
    return { terms, id: paymentId(box.domain, terms), fee: feeBounds(terms.amount, terms).least }
  }

  async function captured() {
    const payment = await authorized()
    const { terms, fee } = payment
    await box.send(operator, box.escrow, encodeCapture(terms, terms.amount, fee, senderAuth))
    return payment
  }

  it('has the domain separator of the contract', async () => {
    const onChain = await box.client.readContract({
      address: box.escrow,
      abi: paymentEscrowAbi,
      functionName: 'domainSeparator',
    })
    const { chainId, escrow } = box.domain
    const domain = { name: 'Florin PaymentEscrow', version: '1', chainId, verifyingContract: escrow }
    expect(onChain).to.equal(domainSeparator({ domain }))
  })

  for (const mode of ['escrow', 'charge'] as const) {
    it(`has the payment id of the contract in mode ${mode}`, async () => {
      const terms = await buildTerms(box, { mode })
      const onChain = await box.client.readContract({
        address: box.escrow,
        abi: paymentEscrowAbi,
        functionName: 'paymentId',
        args: [abiTerms(terms)],
      })
      expect(paymentId(box.domain, terms)).to.equal(onChain)
    })
  }

  for (const source of ['allowance', 'available'] as const) {
    it(`succeeds with a consent to authorize from ${source} that a relayer delivers`, async () => {
      await box.send(payer, box.escrow, encodeDeposit(false, box.token, 10_000_000n, 'allowance', senderAuth))
      const terms = await buildTerms(box)
      const id = paymentId(box.domain, terms)
      const signature = await payer.signTypedData(consentTypedData({ ...box.domain, id, source }))
      await box.send(relayer, box.escrow, encodeAuthorize(terms, { source, signature }))
      expect((await paymentOf(box, id)).capturable).to.equal(terms.amount)
    })
  }

  it('succeeds with a consent to a charge, and reverts when it names another source', async () => {
    const terms = await buildTerms(box, { mode: 'charge' })
    const { least } = feeBounds(terms.amount, terms)
    const id = paymentId(box.domain, terms)
    const signature = await payer.signTypedData(consentTypedData({ ...box.domain, id, source: 'allowance' }))
    const charge = (source: 'allowance' | 'available') => encodeCharge(terms, least, { source, signature })
    await expectRevert(box.send(relayer, box.escrow, charge('available')), 'InvalidSignature')
    await box.send(relayer, box.escrow, charge('allowance'))
    expect((await paymentOf(box, id)).refundable).to.equal(terms.amount - least)
  })

  it('succeeds with a signed burn, after which the id never lives', async () => {
    const terms = await buildTerms(box)
    const input = { ...(await newAction(box, payer)), id: paymentId(box.domain, terms) }
    await deliver(box, payer, input, burnTypedData(input), (auth) => encodeBurn(terms, auth))
    await expectRevert(authorize(box, terms), 'PaymentExists')
  })

  it('succeeds with a signed capture', async () => {
    const { terms, id, fee } = await authorized()
    const input = { ...(await newAction(box, operator)), id, amount: terms.amount, fee }
    await deliver(box, operator, input, captureTypedData(input), (auth) =>
      encodeCapture(terms, terms.amount, fee, auth),
    )
    expect((await paymentOf(box, id)).refundable).to.equal(terms.amount - fee)
  })

  it('succeeds with a signed void', async () => {
    const { terms, id } = await authorized()
    const input = { ...(await newAction(box, operator)), id }
    await deliver(box, operator, input, voidTypedData(input), (auth) => encodeVoid(terms, auth))
    expect((await paymentOf(box, id)).capturable).to.equal(0n)
  })

  for (const source of ['available', 'allowance'] as const) {
    it(`succeeds with a signed refund from ${source}`, async () => {
      const { terms, id, fee } = await captured()
      const amount = 1_000_000n
      await mint(box, merchant, amount)
      await approve(box, merchant, amount)
      const input = { ...(await newAction(box, merchant)), id, amount, source }
      await deliver(box, merchant, input, refundTypedData(input), (auth) =>
        encodeRefund(terms, amount, source, auth),
      )
      expect((await paymentOf(box, id)).refundable).to.equal(terms.amount - fee - amount)
    })
  }
})
