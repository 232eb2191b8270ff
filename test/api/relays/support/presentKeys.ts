import type { Ctx } from '../../../../api/src/context.ts'
import { recoverSender } from '../../../../api/src/services/relays/recoverSender.ts'
import { reviewSigners } from '../../../../api/src/services/relays/reviewSigners.ts'

/** What a worker does before it begins: the API offers no key that none looked at. */
export async function presentKeys(ctx: Ctx): Promise<void> {
  await recoverSender(ctx)
  await reviewSigners(ctx)
}
