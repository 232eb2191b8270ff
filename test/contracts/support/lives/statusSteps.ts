import type { SubscriptionStatus } from '@florin/sdk/subscriptions/state.ts'
import fc from 'fast-check'
import { partyOf, type Role } from './parties.ts'
import { anAgreement, delivery, index, mostly, step, usually } from './step.ts'
import { doCancel, doPause, doResume } from './verbs/status.ts'

const byOneOfTwo = mostly(
  fc.constantFrom<Role>('subscriber', 'merchant'),
  fc.constantFrom<Role>('operator', 'stranger'),
)

const pausing = step(
  'pause or resume',
  9,
  fc.record({ which: index, byMerchant: usually, delivery, resumes: fc.boolean() }),
  async (life, { which, byMerchant, delivery, resumes }) => {
    const agreement = anAgreement(life, which, resumes ? 'paused' : 'active')
    if (agreement === undefined) return
    const account = partyOf(byMerchant ? 'merchant' : 'operator', agreement)
    await (resumes ? doResume : doPause)(life, agreement, { account, delivery })
  },
)

const canceling = step(
  'cancel',
  4,
  fc.record({
    which: index,
    status: fc.constantFrom<SubscriptionStatus>('active', 'active', 'paused', 'ending'),
    role: byOneOfTwo,
    delivery,
    atPeriodEnd: fc.boolean(),
  }),
  async (life, { which, status, role, delivery, atPeriodEnd }) => {
    const agreement = anAgreement(life, which, status)
    if (agreement === undefined) return
    await doCancel(life, agreement, atPeriodEnd, { account: partyOf(role, agreement), delivery })
  },
)

export const statusSteps = [pausing, canceling]
