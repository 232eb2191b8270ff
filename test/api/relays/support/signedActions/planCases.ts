import * as action from '@florin/sdk/subscriptions/actionTypedData.ts'
import * as calls from '@florin/sdk/subscriptions/calldata.ts'
import { planId } from '@florin/sdk/subscriptions/plan.ts'
import { PRICE } from '../actions.ts'
import type { SignedCase } from './scene.ts'

/** What a merchant signs about its plans. */
export const planCases: readonly SignedCase[] = [
  [
    'creates a plan',
    'create_plan',
    async (scene) => {
      const plan = scene.actions.newPlan()
      const fields = await scene.actions.fresh(scene.merchant.account)
      const id = planId(scene.actions.place, plan)
      const typedData = action.createPlanTypedData({
        ...scene.actions.place,
        ...fields,
        planId: id,
        price: PRICE,
      })
      const data = calls.encodeCreatePlan(
        plan,
        PRICE,
        await scene.actions.auth(scene.merchant.account, fields, typedData),
      )
      const effect = async () => (await scene.actions.planStateOf(plan)).version
      return { ...scene.toManager(), data, signer: scene.own(), effect, before: 0, after: 1, onchainId: id }
    },
  ],
  [
    'sets a price',
    'set_price',
    async (scene) => {
      const { plan, fields, on } = await scene.onPlan()
      const effectiveAt = fields.deadline + 60n
      const typedData = action.setPriceTypedData({ ...on, price: 5n, version: 2, effectiveAt })
      const data = calls.encodeSetPrice(
        plan,
        5n,
        2,
        effectiveAt,
        await scene.actions.auth(scene.merchant.account, fields, typedData),
      )
      const effect = async () => (await scene.actions.planStateOf(plan)).version
      return {
        ...scene.toManager(),
        data,
        signer: scene.own(),
        effect,
        before: 1,
        after: 2,
        onchainId: on.planId,
      }
    },
  ],
  [
    'archives a plan',
    'archive_plan',
    async (scene) => {
      const { plan, fields, on } = await scene.onPlan()
      const data = calls.encodeArchivePlan(
        plan,
        await scene.actions.auth(scene.merchant.account, fields, action.archivePlanTypedData(on)),
      )
      const effect = async () => (await scene.actions.planStateOf(plan)).archived
      return {
        ...scene.toManager(),
        data,
        signer: scene.own(),
        effect,
        before: false,
        after: true,
        onchainId: on.planId,
      }
    },
  ],
]
