import { burnSubscriptionTypedData } from '@florin/sdk/subscriptions/actionTypedData.ts'
import { encodeBurnSubscription, encodeReplace, encodeSubscribe } from '@florin/sdk/subscriptions/calldata.ts'
import type { SubscriptionPull } from '@florin/sdk/subscriptions/pull.ts'
import type { Hex } from 'viem'
import { type Beginning, replace, subscribe } from '../../model/begin.ts'
import { burn } from '../../model/end.ts'
import type { Agreement } from '../../model/world.ts'
import { type By, deliveryOf, doBoth, type Life } from '../life.ts'

/** How it begins, for the model and for the chain. */
export type Prepared = { beginning: Beginning; pull: SubscriptionPull; offer: Hex }

export async function doSubscribe(
  life: Life,
  agreement: Agreement,
  { beginning, pull, offer }: Prepared,
): Promise<void> {
  const data = encodeSubscribe(agreement.plan, agreement.subscription, pull, offer)
  await doBoth(life, 'subscribe', { from: beginning.sender, to: life.box.manager, data }, () =>
    subscribe(life.world, agreement, beginning),
  )
}

export async function doReplace(
  life: Life,
  old: Agreement,
  next: Agreement,
  { beginning, pull, offer }: Prepared,
): Promise<void> {
  const data = encodeReplace(old, next, pull, offer)
  await doBoth(life, 'replace', { from: beginning.sender, to: life.box.manager, data }, () =>
    replace(life.world, old, next, beginning),
  )
}

export async function doBurn(life: Life, agreement: Agreement, by: By): Promise<void> {
  const { id, plan, subscription } = agreement
  const { from, auth, act } = await deliveryOf(life, by, (action) =>
    burnSubscriptionTypedData({ ...action, id }),
  )
  const data = encodeBurnSubscription(plan, subscription, auth)
  await doBoth(life, 'burn', { from, to: life.box.manager, data }, () => burn(life.world, agreement, act))
}
