import { executionsOf } from '../../../api/relays/support/chain.ts'
import { acceptPayment, readRelay } from '../../../api/relays/support/relays.ts'
import type { TestMerchant } from '../../../api/support/merchants.ts'
import type { World } from '../../../api/support/world.ts'

/** A payment that our relayer sends for its payer. */
export type Sending = { relay: string; onchainId: `0x${string}` }

export async function accept(world: World, merchant: TestMerchant): Promise<Sending> {
  const { request, relay } = await acceptPayment(world, merchant)
  return { relay: relay.id, onchainId: request.onchain_id }
}

export async function isConfirmed(world: World, { relay }: Sending): Promise<boolean> {
  return (await readRelay(world, relay)).status === 'confirmed'
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
