import { describe, it } from 'node:test'
import { UnreadableCall } from '@florin/sdk/calls/canonical.ts'
import type { SignedCallKind } from '@florin/sdk/calls/signedCall.ts'
import * as account from '@florin/sdk/escrow/accountTypedData.ts'
import * as escrow from '@florin/sdk/escrow/calldata.ts'
import { readIntakeCall } from '@florin/sdk/escrow/intakeCall.ts'
import { readEscrowCall } from '@florin/sdk/escrow/signedCall.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import * as payment from '@florin/sdk/escrow/typedData.ts'
import * as action from '@florin/sdk/subscriptions/actionTypedData.ts'
import * as manager from '@florin/sdk/subscriptions/calldata.ts'
import { encodeOffer, noOffer } from '@florin/sdk/subscriptions/offer.ts'
import { type Plan, planId } from '@florin/sdk/subscriptions/plan.ts'
import { readManagerCall } from '@florin/sdk/subscriptions/signedCall.ts'
import { type Subscription, subscriptionId } from '@florin/sdk/subscriptions/subscription.ts'
import { expect } from 'chai'
import { concat, type HashTypedDataParameters, type Hex, hashTypedData, hexToBytes, toHex } from 'viem'

const address = (digit: number): Hex => `0x${String(digit).repeat(40)}`
const place = { chainId: 31337, escrow: address(8), manager: address(9) }
const signature: Hex = `0x${'ab'.repeat(64)}1b`
const auth = { account: address(1), nonce: 77n, deadline: 1_800_000_000n, signature }
const by = escrow.encodeAuth(auth)
const on = { ...place, ...auth }
const token = address(4)

const terms: Terms = {
  payer: address(1),
  merchant: address(2),
  operator: address(3),
  token,
  amount: 1_000_000n,
  mode: 'charge',
  authorizeBy: 11n,
  captureBy: 12n,
  refundBy: 13n,
  minFeeBps: 14,
  maxFeeBps: 15,
  feeRecipient: address(5),
  invoiceRef: `0x${'cd'.repeat(32)}`,
  salt: 16n,
}
const id = paymentId(place, terms)
const plan: Plan = {
  merchant: address(1),
  operator: address(2),
  token,
  period: 1,
  unit: 'month',
  trial: 2n,
  grace: 3n,
  feeBps: 4,
  feeRecipient: address(5),
  notice: 6n,
  salt: 7n,
}
const subscription: Subscription = {
  subscriber: address(6),
  quantity: 1,
  firstAmount: 2n,
  capPerPeriod: 3n,
  usageCapPerPeriod: 4n,
  maxPeriods: 5,
  startBy: 6n,
  catchUp: 7,
  funding: 'allowanceOnly',
  replaces: `0x${'00'.repeat(32)}`,
  salt: 8n,
}
const subId = subscriptionId(place, plan, subscription)
const old = { plan, subscription: { ...subscription, salt: 9n } }
const agreed = { consent: 'signature', signature } as const
const ref: Hex = `0x${'ef'.repeat(32)}`

const permit = { value: 5n, deadline: 6n, signature }

/** Calls of the escrow, with what was signed for them. */
const ofEscrow: Partial<Record<SignedCallKind, [Hex, HashTypedDataParameters]>> = {
  burn: [escrow.encodeBurn(terms, by), payment.burnTypedData({ ...on, id })],
  capture: [
    escrow.encodeCapture(terms, 8n, 1n, by),
    payment.captureTypedData({ ...on, id, amount: 8n, fee: 1n }),
  ],
  void: [escrow.encodeVoid(terms, by), payment.voidTypedData({ ...on, id })],
  refund: [
    escrow.encodeRefund(terms, 8n, 'erc3009', by),
    payment.refundTypedData({ ...on, id, amount: 8n, source: 'erc3009' }),
  ],
  deposit: [
    escrow.encodeDeposit(true, token, 8n, 'allowance', by),
    account.depositTypedData({ ...on, toPrepaid: true, token, amount: 8n, source: 'allowance' }),
  ],
  move_prepaid: [
    escrow.encodeMovePrepaid(token, 8n, false, by),
    account.movePrepaidTypedData({ ...on, token, amount: 8n, toPrepaid: false }),
  ],
  transfer_balance: [
    escrow.encodeTransferBalance(address(7), token, 8n, ref, by),
    account.transferBalanceTypedData({ ...on, to: address(7), token, amount: 8n, ref }),
  ],
  withdraw: [
    escrow.encodeWithdraw(token, 8n, address(7), by),
    account.withdrawTypedData({ ...on, token, amount: 8n, to: address(7) }),
  ],
  set_payout: [
    escrow.encodeSetPayout(address(7), by),
    account.setPayoutTypedData({ ...on, payout: address(7) }),
  ],
  set_operator: [
    escrow.encodeSetOperator(address(7), token, 8n, by),
    account.setOperatorTypedData({ ...on, operator: address(7), token, dailyCap: 8n }),
  ],
  cancel_nonce: [escrow.encodeCancelNonce(3n, by), account.cancelNonceTypedData({ ...on, canceled: 3n })],
}

const onPlan = { ...on, planId: planId(place, plan) }
const onSub = { ...on, id: subId }

const plainSubscribe = manager.encodeSubscribe(plan, subscription, agreed, noOffer)

/** Calls of the manager, with the digest that the contract says. */
const ofManager: [SignedCallKind, Hex, Hex][] = [
  [
    'create_plan',
    manager.encodeCreatePlan(plan, 9n, by),
    hashTypedData(action.createPlanTypedData({ ...onPlan, price: 9n })),
  ],
  [
    'set_price',
    manager.encodeSetPrice(plan, 9n, 2, 10n, by),
    hashTypedData(action.setPriceTypedData({ ...onPlan, price: 9n, version: 2, effectiveAt: 10n })),
  ],
  ['archive_plan', manager.encodeArchivePlan(plan, by), hashTypedData(action.archivePlanTypedData(onPlan))],
  ['subscribe', plainSubscribe, subId],
  [
    'subscribe',
    manager.encodeSubscribe(plan, subscription, { consent: 'erc3009', value: 5n, signature }, noOffer),
    subId,
  ],
  [
    'subscribe',
    manager.encodeSubscribe(
      plan,
      subscription,
      { consent: 'permit', permit, signature },
      encodeOffer({ account: address(1), signature }),
    ),
    subId,
  ],
  ['replace', manager.encodeReplace(old, { plan, subscription }, agreed, noOffer), subId],
  [
    'burn_subscription',
    manager.encodeBurnSubscription(plan, subscription, by),
    hashTypedData(action.burnSubscriptionTypedData(onSub)),
  ],
  [
    'charge_usage',
    manager.encodeChargeUsage(plan, subscription, 3, 10n, by),
    hashTypedData(action.chargeUsageTypedData({ ...onSub, period: 3, cumulative: 10n })),
  ],
  ['pause', manager.encodePause(plan, subscription, by), hashTypedData(action.pauseTypedData(onSub))],
  ['resume', manager.encodeResume(plan, subscription, by), hashTypedData(action.resumeTypedData(onSub))],
  [
    'cancel',
    manager.encodeCancel(plan, subscription, true, by),
    hashTypedData(action.cancelTypedData({ ...onSub, atPeriodEnd: true })),
  ],
  [
    'cancel_nonce',
    escrow.encodeCancelNonce(3n, by),
    hashTypedData(action.cancelManagerNonceTypedData({ ...on, canceled: 3n })),
  ],
]

/** Where bytes may change and be read as before: none, where the whole call was read. Tried at both ends of each word. */
function survivors(data: Hex, read: (data: Hex) => unknown): number[] {
  const before = plain(read(data))
  const bytes = hexToBytes(data)
  const ends = [...bytes.keys()].filter((index) => index < 4 || index % 32 === 3 || index % 32 === 4)
  return ends.filter((index) => {
    const changed = Uint8Array.from(bytes)
    changed[index] = (bytes[index] ?? 0) ^ 0x01
    try {
      return plain(read(toHex(changed))) === before
    } catch (error) {
      if (error instanceof UnreadableCall) return false
      throw error
    }
  })
}

function words(data: Hex): number {
  return Math.floor(data.length / 64)
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner))
}

describe('reading signed calls', () => {
  for (const [kind, [data, typedData]] of Object.entries(ofEscrow)) {
    it(`finds the signer, the digest and the payment of ${kind}`, () => {
      const call = readEscrowCall(place, data)
      expect(call.kind).to.equal(kind)
      expect(call.signed).to.deep.include({ ...auth, digest: hashTypedData(typedData) })
      if (call.payment) expect(call.payment).to.deep.equal({ id, terms })
      expect(survivors(data, (changed) => readEscrowCall(place, changed))).to.deep.equal([])
    })
  }

  for (const [kind, data, digest] of ofManager) {
    it(`finds the signer, the digest and the plan of ${kind}`, () => {
      const call = readManagerCall(place, data)
      expect(call.kind).to.equal(kind)
      expect(call.signed).to.include({ digest, signature })
      if (call.plan) expect(call.plan.plan).to.deep.equal(plan)
      if (call.subscription) expect(call.subscription).to.deep.equal({ id: subId, subscription })
      const begins = kind === 'subscribe' || kind === 'replace'
      expect(call.signed.account).to.equal(begins ? subscription.subscriber : auth.account)
    })

    it(`reads no change of ${kind} as the same call`, () => {
      const found = survivors(data, (changed) => readManagerCall(place, changed))
      // What funds a subscription, and what it replaces, stand beside what the subscriber agreed to.
      const isWhole = kind !== 'replace' && (kind !== 'subscribe' || data === plainSubscribe)
      if (isWhole) expect(found).to.deep.equal([])
      else expect(found.length).to.be.lessThan(words(data) / 2)
      expect(() => readManagerCall(place, concat([data, '0x00']))).to.throw(UnreadableCall)
    })
  }

  it('says that the token judges an authorization', () => {
    const deposit = escrow.encodeDeposit(false, token, 1n, 'erc3009', by)
    expect(readEscrowCall(place, deposit).signed.over).to.equal('authorization')
    const withdraw = escrow.encodeWithdraw(token, 8n, address(7), by)
    expect(readEscrowCall(place, withdraw).signed.over).to.equal('digest')
  })

  for (const pull of [
    { source: 'erc3009', signature },
    { source: 'permit2', signature },
    { source: 'allowance', signature },
    { source: 'available', signature },
    { source: 'permit', permit, signature },
  ] as const) {
    it(`reads a payment by ${pull.source}`, () => {
      const charge = readIntakeCall(place, escrow.encodeCharge(terms, 9n, pull))
      expect(charge).to.deep.equal({ kind: 'charge', id, terms, fee: 9n, pull })
      const authorize = readIntakeCall(place, escrow.encodeAuthorize(terms, pull))
      expect(authorize).to.deep.equal({ kind: 'authorize', id, terms, fee: null, pull })
      const data = escrow.encodeCharge(terms, 9n, pull)
      expect(survivors(data, (changed) => readIntakeCall(place, changed))).to.deep.equal([])
    })
  }

  const word = (data: Hex, index: number, value: string): Hex =>
    `0x${data.slice(2, 10 + 64 * index)}${value}${data.slice(10 + 64 * (index + 1))}`
  const withdraw = escrow.encodeWithdraw(token, 8n, address(7), by)
  const refused: [string, () => unknown][] = [
    ['bytes that trail', () => readEscrowCall(place, concat([withdraw, '0x00']))],
    ['a word that trails', () => readEscrowCall(place, concat([withdraw, ref]))],
    [
      'an address with dirty bits',
      () => readEscrowCall(place, word(withdraw, 0, `01${'0'.repeat(22)}${'4'.repeat(40)}`)),
    ],
    ['an amount of more than 96 bits', () => readEscrowCall(place, word(withdraw, 1, 'f'.repeat(64)))],
    ['a selector of neither contract', () => readEscrowCall(place, '0x12345678')],
    ['nothing', () => readEscrowCall(place, '0x')],
    ['the manager’s call at the escrow', () => readEscrowCall(place, manager.encodeArchivePlan(plan, by))],
    ['the escrow’s call at the manager', () => readManagerCall(place, withdraw)],
    [
      'a call of the sender’s own',
      () => readEscrowCall(place, escrow.encodeWithdraw(token, 8n, address(7), '0x')),
    ],
    ['what nobody signs', () => readEscrowCall(place, escrow.encodeReclaim(terms))],
    ['a batch', () => readManagerCall(place, manager.encodeChargeBatch(plan, [subscription]))],
    [
      'the chain’s own coin in a deposit',
      () => readEscrowCall(place, escrow.encodeDeposit(true, token, 1n, 'native', by)),
    ],
    [
      'the chain’s own coin in a refund',
      () => readEscrowCall(place, escrow.encodeRefund(terms, 1n, 'native', by)),
    ],
    [
      'the chain’s own coin in a payment',
      () => readIntakeCall(place, escrow.encodeCharge(terms, 1n, { source: 'native', signature: '0x' })),
    ],
    [
      'a payment without a signature',
      () => readIntakeCall(place, escrow.encodeCharge(terms, 1n, { source: 'allowance', signature: '0x' })),
    ],
    [
      'an auth that is no encoding',
      () => readEscrowCall(place, escrow.encodeWithdraw(token, 8n, address(7), '0x1234')),
    ],
    [
      'an auth with bytes that trail',
      () => readEscrowCall(place, escrow.encodeWithdraw(token, 8n, address(7), concat([by, ref]))),
    ],
    [
      'a subscriber’s own call',
      () =>
        readManagerCall(place, manager.encodeSubscribe(plan, subscription, { consent: 'caller' }, noOffer)),
    ],
    [
      'a permit without the subscriber’s consent',
      () =>
        readManagerCall(
          place,
          manager.encodeSubscribe(
            plan,
            subscription,
            { consent: 'permit', permit, signature: '0x' },
            noOffer,
          ),
        ),
    ],
  ]
  for (const [what, read] of refused) {
    it(`refuses ${what}`, () => {
      expect(read).to.throw(UnreadableCall)
    })
  }
})
