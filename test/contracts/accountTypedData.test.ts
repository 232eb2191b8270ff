import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import {
  cancelNonceTypedData,
  depositAuthorizationTypedData,
  depositTypedData,
  movePrepaidTypedData,
  setOperatorTypedData,
  setPayoutTypedData,
  transferBalanceTypedData,
  withdrawTypedData,
} from '@florin/sdk/escrow/accountTypedData.ts'
import {
  encodeAuth,
  encodeCancelNonce,
  encodeDeposit,
  encodeMovePrepaid,
  encodeSetOperator,
  encodeSetPayout,
  encodeTransferBalance,
  encodeWithdraw,
  encodeWithdrawFor,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { expect } from 'chai'
import { hashTypedData, keccak256, toHex } from 'viem'
import { approve } from './support/intake.ts'
import { balanceInside, dollarsOf } from './support/readings.ts'
import { expectRevert } from './support/reverts.ts'
import { accounts, million, type Sandbox, sandbox, tokenDomain } from './support/sandbox.ts'
import { deliver, digestOf, newAction } from './support/signed.ts'

const { merchant, operator, payer, relayer, stranger } = accounts
const amount = 1_000_000n
const day = 86_400n

describe('typed data of accounts', () => {
  let box: Sandbox
  before(async () => {
    box = await sandbox()
    await approve(box, payer, million)
    await box.send(payer, box.escrow, encodeDeposit(false, box.token, 100n * amount, 'allowance', senderAuth))
  })
  after(() => box.close())

  for (const toPrepaid of [false, true]) {
    const into = toPrepaid ? 'prepaid' : 'available'

    it(`succeeds with a signed deposit from allowance into ${into}`, async () => {
      const before = await balanceInside(box, payer.address)
      const source = 'allowance'
      const input = { ...(await newAction(box, payer)), toPrepaid, token: box.token, amount, source } as const
      await deliver(box, payer, input, depositTypedData(input), (auth) =>
        encodeDeposit(toPrepaid, box.token, amount, source, auth),
      )
      expect((await balanceInside(box, payer.address))[into] - before[into]).to.equal(amount)
    })

    it(`succeeds with one EIP-3009 signature that deposits into ${into}`, async () => {
      const before = await balanceInside(box, payer.address)
      const input = { ...(await newAction(box, payer)), toPrepaid, token: box.token, amount }
      const typedData = depositAuthorizationTypedData({ ...input, tokenDomain })
      const auth = encodeAuth({ ...input, signature: await payer.signTypedData(typedData) })
      const receipt = await box.send(
        relayer,
        box.escrow,
        encodeDeposit(toPrepaid, box.token, amount, 'erc3009', auth),
      )
      expect(digestOf(receipt)).to.equal(hashTypedData(depositTypedData({ ...input, source: 'erc3009' })))
      expect((await balanceInside(box, payer.address))[into] - before[into]).to.equal(amount)
    })

    it(`reverts when a relayer takes an EIP-3009 deposit into ${into} to the other balance`, async () => {
      const input = { ...(await newAction(box, payer)), toPrepaid, token: box.token, amount }
      const typedData = depositAuthorizationTypedData({ ...input, tokenDomain })
      const auth = encodeAuth({ ...input, signature: await payer.signTypedData(typedData) })
      await expectRevert(
        box.send(relayer, box.escrow, encodeDeposit(!toPrepaid, box.token, amount, 'erc3009', auth)),
        'InvalidSignature',
      )
    })

    it(`succeeds with a signed move into ${into}`, async () => {
      await box.send(payer, box.escrow, encodeDeposit(true, box.token, amount, 'allowance', senderAuth))
      const before = await balanceInside(box, payer.address)
      const input = { ...(await newAction(box, payer)), token: box.token, amount, toPrepaid }
      await deliver(box, payer, input, movePrepaidTypedData(input), (auth) =>
        encodeMovePrepaid(box.token, amount, toPrepaid, auth),
      )
      expect((await balanceInside(box, payer.address))[into] - before[into]).to.equal(amount)
    })
  }

  it('succeeds with a signed transfer between balances', async () => {
    const ref = keccak256(toHex('salary'))
    const to = merchant.address
    const input = { ...(await newAction(box, payer)), to, token: box.token, amount, ref }
    await deliver(box, payer, input, transferBalanceTypedData(input), (auth) =>
      encodeTransferBalance(to, box.token, amount, ref, auth),
    )
    expect((await balanceInside(box, to)).available).to.equal(amount)
  })

  it('succeeds with a signed withdrawal', async () => {
    const to = stranger.address
    const input = { ...(await newAction(box, payer)), token: box.token, amount, to }
    await deliver(box, payer, input, withdrawTypedData(input), (auth) =>
      encodeWithdraw(box.token, amount, to, auth),
    )
    expect(await dollarsOf(box, to)).to.equal(amount)
  })

  it('succeeds with a signed payout address, to which anyone withdraws a day later', async () => {
    const payout = operator.address
    const before = await balanceInside(box, payer.address)
    const input = { ...(await newAction(box, payer)), payout }
    await deliver(box, payer, input, setPayoutTypedData(input), (auth) => encodeSetPayout(payout, auth))
    const withdrawal = encodeWithdrawFor(payer.address, box.token)
    await expectRevert(box.send(stranger, box.escrow, withdrawal), 'TooEarly')
    await box.client.increaseTime({ seconds: Number(day) })
    await box.send(stranger, box.escrow, withdrawal)
    expect(await dollarsOf(box, payout)).to.equal(before.available)
    expect((await balanceInside(box, payer.address)).prepaid).to.equal(before.prepaid)
  })

  it('succeeds with a signed registration of an operator', async () => {
    const grant = { operator: operator.address, token: box.token, dailyCap: 5n }
    const input = { ...(await newAction(box, merchant)), ...grant }
    await deliver(box, merchant, input, setOperatorTypedData(input), (auth) =>
      encodeSetOperator(operator.address, box.token, 5n, auth),
    )
    const [dailyCap] = await box.client.readContract({
      address: box.escrow,
      abi: paymentEscrowAbi,
      functionName: 'operatorOf',
      args: [merchant.address, operator.address, box.token],
    })
    expect(dailyCap).to.equal(5n)
  })

  it('succeeds with a signed cancelation, after which the nonce is spent', async () => {
    const canceled = await newAction(box, merchant)
    const input = { ...(await newAction(box, merchant)), canceled: canceled.nonce }
    await deliver(box, merchant, input, cancelNonceTypedData(input), (auth) =>
      encodeCancelNonce(canceled.nonce, auth),
    )
    const payout = { ...canceled, payout: operator.address }
    await expectRevert(
      deliver(box, merchant, payout, setPayoutTypedData(payout), (auth) =>
        encodeSetPayout(operator.address, auth),
      ),
      'NonceAlreadyUsed',
    )
  })
})
