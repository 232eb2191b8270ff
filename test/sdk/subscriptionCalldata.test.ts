import { describe, it } from 'node:test'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { encodeAuth, encodeCancelNonce } from '@florin/sdk/escrow/calldata.ts'
import { encodePermitData } from '@florin/sdk/escrow/permit.ts'
import {
  encodeArchivePlan,
  encodeBurnSubscription,
  encodeCancel,
  encodeChargeBatch,
  encodeChargeUsage,
  encodeCreatePlan,
  encodePause,
  encodeReplace,
  encodeResume,
  encodeSetPrice,
  encodeSubscribe,
} from '@florin/sdk/subscriptions/calldata.ts'
import { encodeOffer, noOffer } from '@florin/sdk/subscriptions/offer.ts'
import { abiPlan, type Plan, periodUnits } from '@florin/sdk/subscriptions/plan.ts'
import { consents, encodeSubscriptionPull } from '@florin/sdk/subscriptions/pull.ts'
import { chargeSources, subscriptionStatuses } from '@florin/sdk/subscriptions/state.ts'
import { abiSubscription, fundings, type Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import { expect } from 'chai'
import { decodeAbiParameters, decodeFunctionData, type Hex, parseAbiParameters } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

const account = (digit: number): Hex => `0x${String(digit).repeat(40)}`
const ref: Hex = `0x${'ab'.repeat(32)}`
const auth = encodeAuth({ account: account(1), nonce: 2n ** 255n, deadline: 7n, signature: '0x1234' })
const offer = encodeOffer({ account: account(2), signature: '0x5678' })
const signed = { consent: 'signature', signature: '0xabcd' } as const

const plan: Plan = {
  merchant: account(1),
  operator: account(2),
  token: account(3),
  period: 2 ** 32 - 1,
  unit: 'month',
  trial: 2n ** 32n - 2n,
  grace: 2n ** 32n - 3n,
  feeBps: 2 ** 16 - 1,
  feeRecipient: account(4),
  notice: 2n ** 32n - 4n,
  salt: 2n ** 256n - 1n,
}
const subscription: Subscription = {
  subscriber: account(5),
  quantity: 2 ** 32 - 5,
  firstAmount: 2n ** 96n - 1n,
  capPerPeriod: 2n ** 96n - 2n,
  usageCapPerPeriod: 2n ** 96n - 3n,
  maxPeriods: 2 ** 32 - 6,
  startBy: 2n ** 48n - 1n,
  catchUp: 2 ** 32 - 7,
  funding: 'allowanceOnly',
  replaces: ref,
  salt: 2n ** 256n - 2n,
}
const other: Subscription = { ...subscription, funding: 'prepaidFirst', salt: 1n }
const old = { plan: { ...plan, unit: 'second' } as const, subscription: other }
const [p, s, o] = [abiPlan(plan), abiSubscription(subscription), abiSubscription(other)]

/** Each encoder, with the arguments that the contract is to find. */
const verbs: Record<string, [Hex, readonly unknown[]]> = {
  createPlan: [encodeCreatePlan(plan, 8n, auth), [p, 8n, auth]],
  setPrice: [encodeSetPrice(plan, 8n, 2, 2n ** 40n - 1n, auth), [p, 8n, 2, 2 ** 40 - 1, auth]],
  archivePlan: [encodeArchivePlan(plan, auth), [p, auth]],
  subscribe: [
    encodeSubscribe(plan, subscription, signed, offer),
    [p, s, encodeSubscriptionPull(signed, offer)],
  ],
  replace: [
    encodeReplace(old, { plan, subscription }, { consent: 'caller' }, noOffer),
    [abiPlan(old.plan), o, p, s, '0x'],
  ],
  burn: [encodeBurnSubscription(plan, subscription, auth), [p, s, auth]],
  chargeBatch: [encodeChargeBatch(plan, [subscription, other]), [p, [s, o]]],
  chargeUsage: [encodeChargeUsage(plan, subscription, 3, 9n, auth), [p, s, 3, 9n, auth]],
  pause: [encodePause(plan, subscription, auth), [p, s, auth]],
  resume: [encodeResume(plan, subscription, auth), [p, s, auth]],
  cancel: [encodeCancel(plan, subscription, true, auth), [p, s, true, auth]],
  cancelNonce: [encodeCancelNonce(8n, auth), [8n, auth]],
}

describe('calldata of subscriptions', () => {
  it('exists for every verb of the contract', () => {
    const mutators = subscriptionManagerAbi.flatMap((item) =>
      item.type === 'function' && item.stateMutability === 'nonpayable' ? [item.name] : [],
    )
    expect(Object.keys(verbs)).to.have.members([...mutators])
  })

  for (const [name, [data, args]] of Object.entries(verbs)) {
    it(`of ${name} decodes to what went in`, () => {
      const decoded = decodeFunctionData({ abi: subscriptionManagerAbi, data })
      expect(decoded).to.deep.equal({ functionName: name, args })
    })
  }

  it('of a pull holds its kind, its data and the offer', async () => {
    const pull = parseAbiParameters('uint8, bytes, bytes')
    const decoded = (data: Hex) => decodeAbiParameters(pull, data)
    expect(encodeSubscriptionPull({ consent: 'caller' }, noOffer)).to.equal('0x')
    expect(decoded(encodeSubscriptionPull({ consent: 'caller' }, offer))).to.deep.equal([0, '0x', offer])
    expect(decoded(encodeSubscriptionPull(signed, offer))).to.deep.equal([0, '0xabcd', offer])

    const erc3009 = { consent: 'erc3009', value: 9n, signature: '0xabcd' } as const
    const [kind, data, none] = decoded(encodeSubscriptionPull(erc3009, noOffer))
    expect({ kind, none }).to.deep.equal({ kind: 1, none: '0x' })
    expect(decodeAbiParameters(parseAbiParameters('uint96, bytes'), data)).to.deep.equal([9n, '0xabcd'])

    const signer = privateKeyToAccount(`0x${'11'.repeat(32)}`)
    const permit = { value: 9n, deadline: 10n, signature: await signer.sign({ hash: ref }) }
    const permitted = encodeSubscriptionPull({ consent: 'permit', permit, signature: '0xabcd' }, offer)
    expect(decoded(permitted)).to.deep.equal([2, encodePermitData(permit, '0xabcd'), offer])
  })

  it('of an offer holds account and signature', () => {
    const parameters = parseAbiParameters('address, bytes')
    expect(decodeAbiParameters(parameters, offer)).to.deep.equal([account(2), '0x5678'])
  })

  it('refuses what the contract cannot hold', () => {
    expect(() => encodeCreatePlan(plan, 2n ** 96n, auth)).to.throw('96-bit')
    expect(() => encodeCreatePlan({ ...plan, trial: 2n ** 32n }, 1n, auth)).to.throw('32-bit')
    expect(() => encodePause(plan, { ...subscription, startBy: 2n ** 48n }, auth)).to.throw('48-bit')
  })

  it('names enums in the order of Solidity', () => {
    expect(periodUnits).to.deep.equal(['second', 'month'])
    expect(fundings).to.deep.equal(['prepaidFirst', 'allowanceOnly'])
    expect(consents).to.deep.equal(['signature', 'erc3009', 'permit'])
    expect(chargeSources).to.deep.equal(['nothing', 'prepaid', 'allowance'])
    expect(subscriptionStatuses).to.deep.equal(['none', 'active', 'paused', 'ending', 'ended', 'burned'])
  })
})
