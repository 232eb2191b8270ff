import { chargeUsageTypedData } from '@florin/sdk/subscriptions/actionTypedData.ts'
import { encodeChargeBatch, encodeChargeUsage } from '@florin/sdk/subscriptions/calldata.ts'
import { chargeBatch } from '../../model/renew.ts'
import { chargeUsage, type UsageReport } from '../../model/usage.ts'
import type { Agreement, OfferedPlan } from '../../model/world.ts'
import { accounts } from '../../sandbox.ts'
import type { Outcome } from '../attempt.ts'
import { type By, deliveryOf, doBoth, doBothInOneBlock, type Life } from '../life.ts'

export function doChargeBatch(
  life: Life,
  offered: OfferedPlan,
  batch: readonly Agreement[],
): Promise<Outcome> {
  return doBoth(life, 'chargeBatch', renewal(life, offered, batch), () =>
    chargeBatch(life.world, offered, batch),
  )
}

/** The same batch by two transactions in one block. */
export function doChargeBatchTwice(
  life: Life,
  offered: OfferedPlan,
  batch: readonly Agreement[],
): Promise<void> {
  const transaction = renewal(life, offered, batch)
  return doBothInOneBlock(life, 'chargeBatch', [transaction, transaction], () =>
    chargeBatch(life.world, offered, batch),
  )
}

/** Sent by a stranger. */
function renewal({ box }: Life, { plan }: OfferedPlan, batch: readonly Agreement[]) {
  const subscriptions = batch.map(({ subscription }) => subscription)
  return { from: accounts.stranger.address, to: box.manager, data: encodeChargeBatch(plan, subscriptions) }
}

export async function doChargeUsage(
  life: Life,
  agreement: Agreement,
  report: UsageReport,
  by: By,
): Promise<void> {
  const { id, plan, subscription } = agreement
  const { from, auth, act } = await deliveryOf(life, by, (action) =>
    chargeUsageTypedData({ ...action, id, ...report }),
  )
  const data = encodeChargeUsage(plan, subscription, report.period, report.cumulative, auth)
  await doBoth(life, 'chargeUsage', { from, to: life.box.manager, data }, () =>
    chargeUsage(life.world, agreement, report, act),
  )
}
