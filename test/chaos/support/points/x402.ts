import { setTimeout as delay } from 'node:timers/promises'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { fakeViewsOf } from '../../../api/support/fakeViews.ts'
import { addMerchant } from '../../../api/support/merchants.ts'
import { askingFor, type SignedPayment, signPayment } from '../../../api/x402/support/payments.ts'
import { facilitatorOf } from '../../../api/x402/support/shop.ts'
import { waitFor } from '../../../support/waitFor.ts'
import { someAmount } from '../load/terms.ts'
import { chainOf, openPayer } from '../processes/onChain.ts'
import type { Shop } from '../shop/shop.ts'
import { type Death, type Journey, ofWorker, POSTING_MOMENTS, RELAY_MOMENTS } from './journey.ts'
import { type Settled, settlementsApart } from './x402Apart.ts'

const ENDS = ['before-finish-commit', 'after-finish'] as const
const OF_API = ['before-x402-commit', 'after-x402-accept', 'before-x402-answer'] as const
const PAUSE_MS = 100
const TIMEOUT_MS = 180_000

/** A shop has payments settled by x402's own client, and asks again whenever it has no answer. */
export async function openX402(shop: Shop): Promise<Journey> {
  const { world, pool } = shop
  const chain = chainOf(world)
  const merchant = await addMerchant(world)
  const payer = privateKeyToAccount(generatePrivateKey())
  await openPayer(chain, payer)
  const settled: Settled[] = []
  let next: SignedPayment

  async function settle(url: string, { payload, requirements }: SignedPayment): Promise<string> {
    for (;;) {
      const answer = await facilitatorOf({ url }, merchant.key)
        .settle(payload, requirements)
        .catch(() => undefined)
      if (answer?.success) return answer.transaction
      if (answer && answer.errorReason !== 'settlement_pending')
        throw new Error(`a payment was not settled: ${answer.errorReason} ${answer.errorMessage}`)
      await delay(PAUSE_MS)
    }
  }

  /** The indexer has no rows of such a payment, and still tells of every block. */
  async function isBooked({ authorization }: SignedPayment): Promise<boolean> {
    await fakeViewsOf(world).sync()
    const { rows } = await pool.query(
      `select from florin.relay join florin.payment using (onchain_id)
       where relay.nonce = $1 and relay.status = 'confirmed' and payment.status = 'confirmed'`,
      [authorization.nonce],
    )
    return rows.length > 0
  }

  return {
    name: 'x402',
    deaths: [
      ...[...RELAY_MOMENTS, ...ENDS, ...POSTING_MOMENTS].map(ofWorker),
      ...OF_API.map((at): Death => ({ role: 'api', at, during: 'settling' })),
    ],
    prepare: async (random) => {
      const asked = askingFor(world, merchant.account.address, { amount: `${someAmount(random)}` })
      // The chain's clock is not that of this machine.
      const { timestamp } = await chain.client.getBlock()
      const validBefore = timestamp + BigInt(asked.maxTimeoutSeconds)
      next = await signPayment(world, payer, asked, { validBefore })
    },
    go: async (urlOf) => {
      const payment = next
      settled.push({ payment, hash: await settle(urlOf('settling'), payment) })
      const { nonce } = payment.authorization
      await waitFor(() => isBooked(payment), { describe: `payment ${nonce}`, timeoutMs: TIMEOUT_MS })
    },
    apart: () => settlementsApart(shop, merchant, settled),
  }
}
