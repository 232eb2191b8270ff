import { describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { expect } from 'chai'
import { encodeErrorResult, HttpRequestError, parseAbi, parseGwei, RpcRequestError } from 'viem'
import { decodeRevert } from '../../../api/src/chain/decodeRevert.ts'
import { refusePublicTestKeys } from '../../../api/src/chain/publicTestKeys.ts'
import { classify } from '../../../api/src/chain/sender.ts'
import { revertOf } from '../../../api/src/chain/simulation.ts'
import { DomainError } from '../../../api/src/domain/errors.ts'
import {
  closingCap,
  firstFees,
  GAS_CAP,
  gasLimitFor,
  HARD_CAP_WEI,
  replacementFees,
} from '../../../api/src/domain/gasPolicy.ts'
import { type NonceFacts, nextStep } from '../../../api/src/domain/nonceStep.ts'
import {
  type ActionPayment,
  captureUnits,
  refundUnits,
  requireConfirmed,
  requireVoidable,
} from '../../../api/src/domain/paymentAction.ts'
import { type IntentFacts, outcomeWithoutUs } from '../../../api/src/domain/relay.ts'
import { localAccount } from '../../../scripts/local/accounts.ts'

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
  return 'none'
}

describe('amounts of actions', () => {
  const payment: ActionPayment = {
    id: 'pay_1',
    status: 'confirmed',
    x402: null,
    capturable: 100n,
    refundable: 60n,
  }
  const capture = { id: 'rl_1', kind: 'capture', amount: 30n } as const
  const refund = { id: 'rl_2', kind: 'refund', amount: 50n } as const
  const voiding = { id: 'rl_3', kind: 'void', amount: null } as const

  it('captures what was asked for, or all that is left', () => {
    expect(captureUnits(payment, [], 100n)).to.equal(100n)
    expect(captureUnits(payment, [capture, refund], null)).to.equal(70n)
    expect(captureUnits(payment, [capture], 70n)).to.equal(70n)
  })

  it('refuses a capture beyond what relays under way leave, or beside a void', () => {
    expect(codeOf(() => captureUnits(payment, [capture], 71n))).to.equal('relay_in_flight')
    expect(codeOf(() => captureUnits({ ...payment, capturable: 30n }, [capture], null))).to.equal(
      'relay_in_flight',
    )
    expect(codeOf(() => captureUnits(payment, [capture], 101n))).to.equal('payment_not_capturable')
    expect(codeOf(() => captureUnits({ ...payment, capturable: 0n }, [], null))).to.equal(
      'payment_not_capturable',
    )
    expect(codeOf(() => captureUnits(payment, [voiding], 1n))).to.equal('relay_in_flight')
  })

  it('voids only what is in escrow, and beside no capture', () => {
    expect(codeOf(() => requireVoidable(payment, [refund]))).to.equal('none')
    expect(codeOf(() => requireVoidable(payment, [capture]))).to.equal('relay_in_flight')
    expect(codeOf(() => requireVoidable({ ...payment, capturable: 0n }, []))).to.equal(
      'payment_not_capturable',
    )
  })

  it('refunds no more than relays under way leave', () => {
    expect(refundUnits(payment, [refund, capture], 10n)).to.equal(10n)
    expect(codeOf(() => refundUnits(payment, [refund], 11n))).to.equal('relay_in_flight')
    expect(codeOf(() => refundUnits(payment, [refund], 61n))).to.equal('payment_not_refundable')
  })

  it('acts on nothing that is not confirmed', () => {
    for (const status of ['pending', 'reverted'] as const) {
      expect(codeOf(() => requireConfirmed({ ...payment, status }))).to.equal('payment_not_confirmed')
    }
    expect(codeOf(() => requireConfirmed({ ...payment, status: 'finalized' }))).to.equal('none')
  })
})

describe('the gas policy', () => {
  it('leaves room for the base fee to double, below the cap', () => {
    expect(firstFees(10n, 3n, HARD_CAP_WEI)).to.deep.equal({ maxFeePerGas: 23n, maxPriorityFeePerGas: 3n })
    const capped = { maxFeePerGas: HARD_CAP_WEI, maxPriorityFeePerGas: HARD_CAP_WEI }
    expect(firstFees(parseGwei('900'), parseGwei('600'), HARD_CAP_WEI)).to.deep.equal(capped)
  })

  it('gives a call room to change, up to the most that any call may burn', () => {
    expect(gasLimitFor(100_000n)).to.equal(145_000n)
    expect(gasLimitFor(GAS_CAP - 1n)).to.equal(GAS_CAP)
  })

  it('rule 7: raises both numbers by at least an eighth, and to what the chain asks now', () => {
    const earlier = { maxFeePerGas: 9n, maxPriorityFeePerGas: 1n }
    const raised = replacementFees(earlier, { maxFeePerGas: 5n, maxPriorityFeePerGas: 1n }, 1000n)
    expect(raised).to.deep.equal({ maxFeePerGas: 11n, maxPriorityFeePerGas: 2n })
    const asked = { maxFeePerGas: 100n, maxPriorityFeePerGas: 50n }
    expect(replacementFees(earlier, asked, 1000n)).to.deep.equal(asked)
  })

  it('never passes the cap, and always leaves room to close what reached it', () => {
    const atCap = { maxFeePerGas: HARD_CAP_WEI, maxPriorityFeePerGas: HARD_CAP_WEI }
    expect(replacementFees(atCap, atCap, HARD_CAP_WEI)).to.equal(null)
    const above = closingCap(HARD_CAP_WEI)
    expect(replacementFees(atCap, atCap, above)?.maxFeePerGas).to.equal(above)
  })
})

describe('the next step of a nonce', () => {
  const now = new Date(1_000_000)
  const before = (ms: number) => new Date(now.getTime() - ms)
  const sent = {
    signedAt: before(1_000),
    sentAt: before(1_000),
    closing: false,
    blocksSince: 1n,
    isPayable: true,
  }
  const old = { ...sent, signedAt: before(30_000) }
  const facts: NonceFacts = {
    nonce: 5n,
    status: 'broadcast',
    minedCount: 5n,
    pendingCount: 6n,
    newest: sent,
    deadlinePassed: false,
    now,
  }
  const cases: [string, Partial<NonceFacts>, ReturnType<typeof nextStep>][] = [
    ['waits while it is young', {}, 'wait'],
    ['is settled once the chain counts it', { minedCount: 6n }, 'settle'],
    ['is signed where nothing was signed', { status: 'taken', newest: undefined }, 'sign'],
    ['is closed where nothing was signed in time', { newest: undefined, deadlinePassed: true }, 'close'],
    ['is closed after the deadline', { deadlinePassed: true }, 'close'],
    ['is not closed twice', { deadlinePassed: true, newest: { ...sent, closing: true } }, 'wait'],
    ['is sent again where it was never sent', { newest: { ...sent, sentAt: null } }, 'resend'],
    ['is sent again after a while', { newest: { ...sent, sentAt: before(5_000) } }, 'resend'],
    ['is offered more when blocks go by without it', { newest: old }, 'replace'],
    ['is not offered more while the chain stands still', { newest: { ...old, blocksSince: 0n } }, 'wait'],
    [
      'is offered more where the head that it was signed at was false',
      { newest: { ...old, blocksSince: -9n } },
      'replace',
    ],
    ['is not offered more while a lower one is in its way', { newest: old, minedCount: 4n }, 'wait'],
    [
      'is offered more where blocks ask for more, whatever is in its way',
      { newest: { ...old, isPayable: false }, minedCount: 4n },
      'replace',
    ],
    [
      'is offered more where a clock was wrong',
      { newest: { ...sent, signedAt: before(-90_000) } },
      'replace',
    ],
    ['is not where clocks differ a little', { newest: { ...sent, signedAt: before(-9_000) } }, 'wait'],
    ['is sent again where a clock was wrong', { newest: { ...sent, sentAt: before(-90_000) } }, 'resend'],
    ['of somebody else waits in the pool', { status: 'foreign', newest: undefined }, 'wait'],
    ['of somebody else is closed where it was dropped', { status: 'foreign', pendingCount: 5n }, 'close'],
  ]
  for (const [name, change, step] of cases) {
    it(name, () => {
      expect(nextStep({ ...facts, ...change })).to.equal(step)
    })
  }
})

describe('the outcome of a relay that we did not execute', () => {
  const error = { code: 'reverted', reason: 'PaymentExists(0x01)' } as const
  const facts: IntentFacts = {
    atDepth: 'open',
    atHead: 'open',
    deadlinePassed: false,
    isPublic: false,
    error,
    earlier: null,
  }

  it('is decided by the intent’s state on chain', () => {
    expect(outcomeWithoutUs({ ...facts, atHead: 'executed', atDepth: 'executed' })).to.deep.equal({
      status: 'confirmed',
      executedBy: 'other',
    })
    expect(outcomeWithoutUs({ ...facts, atHead: 'executed', deadlinePassed: true })).to.equal(undefined)
    expect(outcomeWithoutUs({ ...facts, deadlinePassed: true })?.status).to.equal('expired')
    expect(outcomeWithoutUs(facts)).to.deep.equal({ status: 'failed', error })
  })

  it('is no failure as long as others could execute what we signed', () => {
    const open = { ...facts, isPublic: true, earlier: error }
    expect(outcomeWithoutUs(open)).to.deep.equal({ status: 'accepted', error })
    expect(outcomeWithoutUs({ ...open, atHead: 'executed' })).to.equal(undefined)
    expect(outcomeWithoutUs({ ...open, deadlinePassed: true })).to.deep.equal({ status: 'failed', error })
  })

  it('is a failure once what we signed lost its nonce to something else, deeply', () => {
    const open = { ...facts, isPublic: true }
    expect(outcomeWithoutUs({ ...open, atHead: 'spent' })).to.deep.equal({ status: 'accepted', error })
    expect(outcomeWithoutUs({ ...facts, atHead: 'spent' })).to.equal(undefined)
    expect(outcomeWithoutUs({ ...open, atHead: 'spent', atDepth: 'spent' })).to.deep.equal({
      status: 'failed',
      error,
    })
  })
})

describe('what a chain says', () => {
  it('is decoded where it refuses', () => {
    const errorName = 'ExceedsCapturable'
    const data = encodeErrorResult({ abi: paymentEscrowAbi, errorName, args: [200n, 100n] })
    expect(decodeRevert(data)).to.deep.equal({
      selector: data.slice(0, 10),
      reason: 'ExceedsCapturable(amount: 200, capturable: 100)',
      error: { name: 'ExceedsCapturable', args: { amount: '200', capturable: '100' } },
    })
    expect(decodeRevert('0x').selector).to.equal(null)
    const spoken = (text: string) =>
      decodeRevert(encodeErrorResult({ abi: parseAbi(['error Error(string)']), args: [text] })).reason
    expect(spoken('ab\0cd')).to.equal('abcd')
    expect(spoken(`${'a'.repeat(499)}😀`)).to.equal(`${'a'.repeat(499)}\ufffd`)
    expect(decodeRevert('0xdeadbeef').selector).to.equal('0xdeadbeef')
  })

  const answer = (code: number, message: string, data?: unknown) =>
    new RpcRequestError({ url: 'RPC_URL', body: {}, error: { code, message, data } })

  it('rule 4: is a revert first, even where its text speaks of a nonce', () => {
    expect(classify(answer(-32_000, 'execution reverted: nonce too low'))).to.equal('refused')
    expect(classify(answer(-32_000, 'nonce too low'))).to.equal('nonce_spent')
    expect(classify(answer(-32_000, 'already known'))).to.equal('taken')
    expect(classify(new Error('timeout'))).to.equal('unknown')
  })

  it('is a revert by its data, by code 3, or by a server error’s words, and then shows none of those words', () => {
    const noReason = { selector: null, reason: 'the contract refused without a reason', error: null }
    expect(revertOf(answer(3, 'reverted by key SECRETKEY'))).to.deep.equal(noReason)
    expect(revertOf(answer(-32_000, 'execution reverted by SECRETKEY'))).to.deep.equal(noReason)
    expect(revertOf(answer(-32_603, 'VM Exception', { data: '0xdeadbeef' }))?.selector).to.equal('0xdeadbeef')
    expect(revertOf(answer(-32_600, 'quota exceeded; execution reverted'))).to.equal(undefined)
    expect(revertOf(answer(-32_000, 'quota exceeded; request reverted'))).to.equal(undefined)
  })

  it('is nothing about contracts or nonces where it is a page of a proxy', () => {
    const page = new HttpRequestError({ url: 'RPC_URL', details: 'execution reverted: already known' })
    expect(revertOf(page)).to.equal(undefined)
    expect(classify(page)).to.equal('unknown')
  })
})

describe('public test keys', () => {
  const signer = localAccount(31_337, 'gasSigner').address
  const stranger = '0x00000000000000000000000000000000000000aa'

  it('are refused on any chain but local ones', () => {
    expect(() => refusePublicTestKeys({ 'gas signer': [stranger, signer] }, [31_337, 8_453])).to.throw(
      /^The gas signer has a public test key: .* chain 8453/,
    )
  })

  it('are accepted on local chains, and other keys everywhere', () => {
    refusePublicTestKeys({ 'gas signer': [signer] }, [31_337])
    refusePublicTestKeys({ 'gas signer': [stranger] }, [8_453])
  })
})
