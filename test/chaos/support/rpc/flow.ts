import type { FlorinClient } from '@florin/sdk/client.ts'
import { receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import { payerOf } from '../../../api/relays/support/relays.ts'
import { termsOf } from '../../../e2e/support/pay.ts'
import type { Random } from '../../../support/random.ts'
import { waitFor } from '../../../support/waitFor.ts'
import { insist } from '../insist.ts'
import { someAmount } from '../load/terms.ts'
import type { RpcSite } from './site.ts'

/** What was asked for, and to be found on the chain at the end. */
export type Sale = { onchainId: `0x${string}`; amount: bigint; isManual: boolean; refunded: bigint }

const BOOKED_WITHIN_MS = 240_000

/** A customer pays by a signature, the merchant captures where it has to, and gives half of the payments partly back. */
export async function sell(site: RpcSite, number: number, random: Random): Promise<Sale> {
  const { world } = site.stack
  const { clients } = random.pick(site.desks)
  const api = (): FlorinClient => random.pick(clients)
  const amount = someAmount(random)
  const isManual = number % 2 === 0
  const header = (what: string) => ({ 'Idempotency-Key': `${what}-${number}` })
  const invoice = await insist(() =>
    api().POST('/v1/invoices', {
      params: { header: header('invoice') },
      body: {
        amount: `${amount}`,
        chain: `eip155:${world.chain.chainId}`,
        token: world.token.address,
        capture_method: isManual ? 'manual' : 'automatic',
      },
    }),
  )
  const payer = payerOf(world)
  const request = await insist(() =>
    api().POST('/v1/invoices/{id}/payment_requests', {
      params: { path: { id: invoice.id }, header: header('request') },
      body: { payer: payer.address },
    }),
  )
  const { chainId, escrow } = world.chain
  const tokenDomain = world.token.eip712
  const typedData = receiveWithAuthorizationTypedData({
    chainId,
    escrow,
    terms: termsOf(request),
    tokenDomain,
  })
  const signature = await payer.signTypedData(typedData)
  await insist(() =>
    api().POST('/v1/relays', {
      params: { header: header('relay') },
      body: { payment_request: request.id, signature },
    }),
  )
  const onchainId: Sale['onchainId'] = `0x${request.onchain_id.slice(2)}`
  const paymentId = await booked(site, onchainId, isManual ? 'capturable' : 'captured', amount)
  const path = { id: paymentId }
  if (isManual) {
    await insist(() =>
      api().POST('/v1/payments/{id}/capture', { params: { path, header: header('capture') }, body: {} }),
    )
    await booked(site, onchainId, 'captured', amount)
  }
  if (number % 4 > 1) return { onchainId, amount, isManual, refunded: 0n }
  const refunded = amount / 3n
  await insist(() =>
    api().POST('/v1/payments/{id}/refund', {
      params: { path, header: header('refund') },
      body: { amount: `${refunded}` },
    }),
  )
  return { onchainId, amount, isManual, refunded }
}

/** Waits until posting has confirmed what the chain did; answers our name of the payment. */
async function booked(
  { stack }: RpcSite,
  onchainId: Sale['onchainId'],
  what: 'capturable' | 'captured',
  amount: bigint,
): Promise<string> {
  const find = () =>
    stack.world.db
      .selectFrom('payment')
      .select('id')
      .where('onchain_id', '=', onchainId)
      .where('status', 'in', ['confirmed', 'finalized'])
      .where(what, '=', amount)
      .executeTakeFirst()
  const { id } = await waitFor(find, {
    describe: `${onchainId} to be ${what}`,
    timeoutMs: BOOKED_WITHIN_MS,
    intervalMs: 200,
  })
  return id
}
