import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { GAS_LIMITS } from '../../../api/src/domain/gasLimits.ts'
import type { RelayKind } from '../../../api/src/domain/relay.ts'
import { sendTo } from './support/chain.ts'
import { watchUntil } from './support/relays.ts'
import { balanceCases } from './support/signedActions/balanceCases.ts'
import { billingCases } from './support/signedActions/billingCases.ts'
import { paymentCases } from './support/signedActions/paymentCases.ts'
import { planCases } from './support/signedActions/planCases.ts'
import { openScene, type Scene } from './support/signedActions/scene.ts'
import { settingCases } from './support/signedActions/settingCases.ts'
import { subscriptionCases } from './support/signedActions/subscriptionCases.ts'

/** Actions of which it is tried too that somebody else delivers them first: each way of knowing that it happened. */
const FRONT_RUN: readonly RelayKind[] = [
  'burn',
  'capture',
  'withdraw',
  'cancel_nonce',
  'create_plan',
  'subscribe',
  'replace',
  'burn_subscription',
  'cancel',
]

const CASES = [
  ...paymentCases,
  ...balanceCases,
  ...settingCases,
  ...planCases,
  ...subscriptionCases,
  ...billingCases,
]

describe('a signed action', () => {
  let scene: Scene
  before(async () => {
    scene = await openScene()
  })
  after(() => scene?.close())

  for (const [name, kind, make] of CASES) {
    it(`${name}, by us`, async () => {
      const { to, data, signer, effect, before, after, onchainId, amount } = await make(scene)
      expect(await effect()).to.deep.equal(before)
      const reply = await scene.actions.post(to, data)
      expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
      expect(reply.body).to.include({
        kind,
        status: 'accepted',
        amount: amount?.toString() ?? reply.body.amount,
      })
      if (onchainId) expect(reply.body.onchain_id).to.equal(onchainId)
      const relay = await watchUntil(scene.world, String(reply.body.id), 'confirmed')
      expect(relay).to.include({ executed_by: 'self', signer: signer.toLowerCase(), calldata: data })
      // What is measured here is what the figures of each kind were made from.
      expect(relay.gas_limit).to.equal(GAS_LIMITS[kind])
      expect(await effect()).to.deep.equal(after)
    })

    if (!FRONT_RUN.includes(kind)) continue
    it(`${name}, by somebody who was first`, async () => {
      const { to, data, effect, before, after } = await make(scene)
      expect(await effect()).to.deep.equal(before)
      const reply = await scene.actions.post(to, data)
      expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
      await sendTo(scene.world, to, scene.payer, data)
      const relay = await watchUntil(scene.world, String(reply.body.id), 'confirmed')
      expect(relay).to.include({ executed_by: 'other', tx_hash: null })
      expect(await effect()).to.deep.equal(after)
    })
  }
})
