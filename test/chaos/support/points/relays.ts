import { createRefund, prepareRefund } from '../../../../api/src/services/createRefund.ts'
import { executionsOf } from '../../../api/relays/support/chain.ts'
import { acceptPayment } from '../../../api/relays/support/relays.ts'
import type { TestMerchant } from '../../../api/support/merchants.ts'
import { addPayment } from '../../../api/support/payments.ts'
import type { World } from '../../../api/support/world.ts'
import { chainOf } from '../processes/onChain.ts'

/** What a test's invoice asks for. */
const PAID = 10_000_000n

/** A payment that our relayer sends for its payer. */
export type Sending = { relay: string; onchainId: `0x${string}` }

export async function accept(world: World, merchant: TestMerchant): Promise<Sending> {
  const { request, relay } = await acceptPayment(world, merchant)
  return { relay: relay.id, onchainId: request.onchain_id }
}

/** Whether everything that was to be sent is on the chain. */
export async function isConfirmed({ db }: World): Promise<boolean> {
  const open = await db.selectFrom('relay').select('id').where('status', '<>', 'confirmed').execute()
  return open.length === 0
}

/** Less than a payment, so that a second refund would be possible. */
const REFUNDED = 4_000_000n

/** The host gives a part of a payment that stands back for its merchant. */
export async function giveBack(world: World, { owner }: TestMerchant, sending: Sending): Promise<void> {
  const request = await world.db
    .selectFrom('payment_request')
    .selectAll()
    .where('onchain_id', '=', sending.onchainId)
    .executeTakeFirstOrThrow()
  const { id } = await addPayment(world, request)
  const input = { payment: id, amount: `${REFUNDED}`, reason: null, metadata: {} }
  const prepared = await prepareRefund(world.ctx, owner, input)
  await world.db.transaction().execute((db) => createRefund({ ...world.ctx, db }, owner, prepared))
}

/** Payments, but the last, of which the contract gave back more or less than was asked for. */
export async function notGivenBackOnce(world: World, sendings: readonly Sending[]): Promise<string[]> {
  const chain = chainOf(world)
  const apart: string[] = []
  for (const { onchainId } of sendings.slice(0, -1)) {
    const { refundable } = await chain.paymentOf(onchainId)
    if (refundable !== PAID - REFUNDED) apart.push(`${onchainId}: ${refundable} of ${PAID} is left`)
  }
  return apart
}

/** Sendings that the chain executed otherwise than once. */
export async function notOnce(world: World, sendings: readonly Sending[]): Promise<string[]> {
  const apart: string[] = []
  for (const { relay, onchainId } of sendings) {
    const times = await executionsOf(world, onchainId)
    if (times !== 1) apart.push(`${relay} was executed ${times} times`)
  }
  return apart
}
