import {
  cancelTypedData,
  pauseTypedData,
  resumeTypedData,
} from '@florin/sdk/subscriptions/actionTypedData.ts'
import { encodeCancel, encodePause, encodeResume } from '@florin/sdk/subscriptions/calldata.ts'
import fc from 'fast-check'
import { cancel } from '../model/end.ts'
import { pause, resume } from '../model/pauses.ts'
import { deliveryOf, doBoth } from './life.ts'
import { partyOf, type Role } from './parties.ts'
import { anAgreement, delivery, index, step, usually } from './step.ts'

const byMerchant = usually.map((right): Role => (right ? 'merchant' : 'operator'))
const byOneOfTwo = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom<Role>('subscriber', 'merchant') },
  { weight: 1, arbitrary: fc.constantFrom<Role>('operator', 'stranger') },
)

const pausing = step(
  'pause or resume',
  9,
  fc.record({ which: index, role: byMerchant, delivery, resumes: fc.boolean() }),
  async (life, { which, role, delivery, resumes }) => {
    const agreement = anAgreement(life, which, resumes ? 'paused' : 'active')
    if (agreement === undefined) return
    const { id, plan, subscription } = agreement
    const [typed, encode, inModel] = resumes
      ? [resumeTypedData, encodeResume, resume]
      : [pauseTypedData, encodePause, pause]
    const actor = partyOf(role, plan, subscription.subscriber)
    const { from, auth, act } = await deliveryOf(life, actor, delivery, (action) => typed({ ...action, id }))
    const data = encode(plan, subscription, auth)
    await doBoth(life, resumes ? 'resume' : 'pause', { from, to: life.box.manager, data }, () =>
      inModel(life.world, agreement, act),
    )
  },
)

const canceling = step(
  'cancel',
  3,
  fc.record({ which: index, role: byOneOfTwo, delivery, atPeriodEnd: fc.boolean() }),
  async (life, { which, role, delivery, atPeriodEnd }) => {
    const agreement = anAgreement(life, which)
    if (agreement === undefined) return
    const { id, plan, subscription } = agreement
    const actor = partyOf(role, plan, subscription.subscriber)
    const { from, auth, act } = await deliveryOf(life, actor, delivery, (action) =>
      cancelTypedData({ ...action, id, atPeriodEnd }),
    )
    const data = encodeCancel(plan, subscription, atPeriodEnd, auth)
    const verb = atPeriodEnd ? 'cancel at period end' : 'cancel now'
    await doBoth(life, verb, { from, to: life.box.manager, data }, () =>
      cancel(life.world, agreement, atPeriodEnd, act),
    )
  },
)

export const statusSteps = [pausing, canceling]
