import {
  cancelTypedData,
  pauseTypedData,
  resumeTypedData,
} from '@florin/sdk/subscriptions/actionTypedData.ts'
import { encodeCancel, encodePause, encodeResume } from '@florin/sdk/subscriptions/calldata.ts'
import { cancel } from '../../model/end.ts'
import { pause, resume } from '../../model/pauses.ts'
import type { Agreement } from '../../model/world.ts'
import { type By, deliveryOf, doBoth, type Life } from '../life.ts'

export async function doPause(life: Life, agreement: Agreement, by: By): Promise<void> {
  const { id, plan, subscription } = agreement
  const { from, auth, act } = await deliveryOf(life, by, (action) => pauseTypedData({ ...action, id }))
  const data = encodePause(plan, subscription, auth)
  await doBoth(life, 'pause', { from, to: life.box.manager, data }, () => pause(life.world, agreement, act))
}

export async function doResume(life: Life, agreement: Agreement, by: By): Promise<void> {
  const { id, plan, subscription } = agreement
  const { from, auth, act } = await deliveryOf(life, by, (action) => resumeTypedData({ ...action, id }))
  const data = encodeResume(plan, subscription, auth)
  await doBoth(life, 'resume', { from, to: life.box.manager, data }, () => resume(life.world, agreement, act))
}

export async function doCancel(
  life: Life,
  agreement: Agreement,
  atPeriodEnd: boolean,
  by: By,
): Promise<void> {
  const { id, plan, subscription } = agreement
  const { from, auth, act } = await deliveryOf(life, by, (action) =>
    cancelTypedData({ ...action, id, atPeriodEnd }),
  )
  const data = encodeCancel(plan, subscription, atPeriodEnd, auth)
  const verb = atPeriodEnd ? 'cancel at period end' : 'cancel now'
  await doBoth(life, verb, { from, to: life.box.manager, data }, () =>
    cancel(life.world, agreement, atPeriodEnd, act),
  )
}
