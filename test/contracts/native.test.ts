import { after, before, describe, it } from 'node:test'
import {
  encodeAuthorize,
  encodeCapture,
  encodeCharge,
  encodeDeposit,
  encodeRefund,
  encodeVoid,
  encodeWithdraw,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { type Pull, valueToSend } from '@florin/sdk/escrow/pull.ts'
import { paymentId } from '@florin/sdk/escrow/terms.ts'
import { expect } from 'chai'
import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import { balanceInside, paymentOf } from './support/readings.ts'
import { expectRevert } from './support/reverts.ts'
import { accounts, type Sandbox, sandbox } from './support/sandbox.ts'
import { buildTerms } from './support/terms.ts'

const { merchant, operator, payer, relayer, stranger } = accounts
const pull: Pull = { source: 'native', signature: '0x' }
const coin = zeroAddress

describe("the chain's own coin", () => {
  let box: Sandbox
  before(async () => {
    box = await sandbox()
  })
  after(() => box.close())

  const held = () => box.client.getBalance({ address: box.escrow })
  const inside = (account: Address) => balanceInside(box, account, coin)

  async function charged() {
    const terms = await buildTerms(box, { token: coin, mode: 'charge' })
    const fee = feeBounds(terms.amount, terms).least
    const value = valueToSend(pull.source, terms.amount)
    await box.send(payer, box.escrow, encodeCharge(terms, fee, pull), value)
    return { terms, fee, id: paymentId(box.domain, terms) }
  }

  it('succeeds with an authorization that the payer sends, and goes back when it is voided', async () => {
    const terms = await buildTerms(box, { token: coin })
    const id = paymentId(box.domain, terms)
    const before = await held()
    await box.send(payer, box.escrow, encodeAuthorize(terms, pull), valueToSend('native', terms.amount))
    expect((await held()) - before).to.equal(terms.amount)
    expect((await paymentOf(box, id)).capturable).to.equal(terms.amount)
    await box.send(operator, box.escrow, encodeVoid(terms, senderAuth))
    expect(await held()).to.equal(before)
  })

  it('succeeds with a capture to the balances', async () => {
    const terms = await buildTerms(box, { token: coin })
    const { least } = feeBounds(terms.amount, terms)
    await box.send(payer, box.escrow, encodeAuthorize(terms, pull), terms.amount)
    const before = await inside(merchant.address)
    await box.send(operator, box.escrow, encodeCapture(terms, terms.amount, least, senderAuth))
    expect((await inside(merchant.address)).available - before.available).to.equal(terms.amount - least)
  })

  it('succeeds with a refund that the merchant sends from its wallet', async () => {
    const { terms, id, fee } = await charged()
    const amount = 1_000_000n
    const before = await box.client.getBalance({ address: payer.address })
    const data = encodeRefund(terms, amount, 'native', senderAuth)
    await box.send(merchant, box.escrow, data, valueToSend('native', amount))
    expect((await paymentOf(box, id)).refundable).to.equal(terms.amount - fee - amount)
    expect((await box.client.getBalance({ address: payer.address })) - before).to.equal(amount)
  })

  it('succeeds with a deposit, from which a payment is authorized and the rest withdrawn', async () => {
    const terms = await buildTerms(box, { token: coin })
    const amount = terms.amount + 5n
    const data = encodeDeposit(false, coin, amount, 'native', senderAuth)
    await box.send(payer, box.escrow, data, valueToSend('native', amount))
    await box.send(payer, box.escrow, encodeAuthorize(terms, { source: 'available', signature: '0x' }))
    const to = '0x00000000000000000000000000000000000000A1'
    await box.send(payer, box.escrow, encodeWithdraw(coin, 5n, to, senderAuth))
    expect((await inside(payer.address)).available).to.equal(0n)
    expect(await box.client.getBalance({ address: to })).to.equal(5n)
  })

  it('sends no value with any other source', () => {
    for (const source of ['allowance', 'available', 'erc3009', 'permit', 'permit2'] as const)
      expect(valueToSend(source, 5n)).to.equal(0n)
  })

  it('reverts when another value is sent than the amount', async () => {
    const terms = await buildTerms(box, { token: coin })
    const data = encodeAuthorize(terms, pull)
    for (const value of [terms.amount - 1n, terms.amount + 1n, 0n])
      await expectRevert(box.send(payer, box.escrow, data, value), 'WrongValue')
  })

  it('reverts when somebody else sends it for the payer', async () => {
    const terms = await buildTerms(box, { token: coin })
    await expectRevert(box.send(relayer, box.escrow, encodeAuthorize(terms, pull), terms.amount), 'NotPayer')
  })

  it('reverts when somebody else than the merchant refunds with it', async () => {
    const { terms } = await charged()
    const data = encodeRefund(terms, 1n, 'native', senderAuth)
    for (const account of [operator, stranger])
      await expectRevert(box.send(account, box.escrow, data, 1n), 'NotMerchant')
  })
})
