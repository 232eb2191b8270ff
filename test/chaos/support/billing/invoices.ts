import type { FlorinClient } from '@florin/sdk/client.ts'
import type { components } from '@florin/sdk/generated/api.ts'
import { termsOf } from '../../../e2e/support/pay.ts'
import type { Random } from '../../../support/random.ts'
import type { ChaosChain } from '../chain.ts'
import type { Issue } from '../load/scene.ts'
import { agreeDirectly, someAmount } from '../load/terms.ts'
import type { Desk } from './stage.ts'

export type Billed = {
  invoice: components['schemas']['Invoice']
  request: components['schemas']['PaymentRequest']
}

/** Payers pay invoices; now and then one pays what nobody has asked for. */
export function issueInvoices(chain: ChaosChain, random: Random, desks: readonly Desk[]): Issue {
  let unmatched = 0n
  return async (payer, { wallet }, mode) => {
    const amount = someAmount(random)
    const desk = desks.find(({ merchant }) => merchant.account.address === wallet.address)
    if (!desk) throw new Error(`nobody bills for ${wallet.address}`)
    const parties = { payer: payer.address, merchant: wallet.address, mode, amount }
    if (random.integer(8) === 0) return agreeDirectly(chain, { ...parties, salt: ++unmatched })
    const { request } = await bill(chain, desk.api, parties)
    return termsOf(request)
  }
}

/** An invoice, and the terms that were issued for one payer. */
export async function bill(
  { chainId, token }: ChaosChain,
  api: FlorinClient,
  { payer, mode, amount }: { payer: string; mode: 'charge' | 'escrow'; amount: bigint },
): Promise<Billed> {
  const invoice = await api.POST('/v1/invoices', {
    body: {
      amount: `${amount}`,
      chain: `eip155:${chainId}`,
      token,
      capture_method: mode === 'charge' ? 'automatic' : 'manual',
    },
  })
  if (!invoice.data) throw new Error(`an invoice was refused: ${JSON.stringify(invoice.error)}`)
  const request = await api.POST('/v1/invoices/{id}/payment_requests', {
    params: { path: { id: invoice.data.id } },
    body: { payer },
  })
  if (!request.data) throw new Error(`terms were refused: ${JSON.stringify(request.error)}`)
  return { invoice: invoice.data, request: request.data }
}
