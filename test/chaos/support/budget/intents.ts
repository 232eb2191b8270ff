import type { FlorinClient } from '@florin/sdk/client.ts'
import { signPayment } from '../../../api/relays/support/relays.ts'
import { addInvoice, addPaymentRequest } from '../../../api/support/invoices.ts'
import type { TestMerchant } from '../../../api/support/merchants.ts'
import type { Random } from '../../../support/random.ts'
import { someAmount } from '../load/terms.ts'
import { fieldOf } from '../rpc/call.ts'
import type { BudgetSite } from './site.ts'

type Hex = `0x${string}`

/** A payment that a payer signed, ready to be handed in. */
export type SignedPayment = { merchant: TestMerchant; request: string; onchainId: Hex; signature: Hex }

/** What the API said of it. */
export type Answer = { payment: SignedPayment; status: number; code: string | null; scope: string | null }

export async function signOne(
  { world, payers }: BudgetSite,
  merchant: TestMerchant,
  random: Random,
): Promise<SignedPayment> {
  const payer = random.pick(payers)
  const invoice = await addInvoice(world, merchant.owner, { amount: `${someAmount(random)}` })
  const request = await addPaymentRequest(world, invoice, payer.address)
  const signature = await signPayment(world, request, payer.account)
  return { merchant, request: request.id, onchainId: request.onchain_id, signature }
}

export async function handIn(client: FlorinClient, payment: SignedPayment): Promise<Answer> {
  const { data, error, response } = await client.POST('/v1/relays', {
    params: { header: { 'Idempotency-Key': `relay-${payment.request}` } },
    body: { payment_request: payment.request, signature: payment.signature },
  })
  const code = data ? null : error.code
  return { payment, status: response.status, code, scope: scopeOf(error) }
}

/** Whose budget it was that had no room. */
function scopeOf(error: unknown): string | null {
  const scope = fieldOf(fieldOf(error, 'budget'), 'scope')
  return typeof scope === 'string' ? scope : null
}
