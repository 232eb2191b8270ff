import type { FlorinClient } from '@florin/sdk/client.ts'
import type { PaymentRow } from '../../../../api/src/store/payments.ts'
import { requestPayment, signPayment } from '../../../api/relays/support/relays.ts'
import { addInvoice, addPaymentRequest } from '../../../api/support/invoices.ts'
import { addPayment } from '../../../api/support/payments.ts'
import type { Random } from '../../../support/random.ts'
import { someAmount } from '../load/terms.ts'
import { charge, openPayer } from '../processes/onChain.ts'
import { ownAccount } from '../wallet.ts'
import type { Desk, DuplicatesSite } from './site.ts'

/** What came back: the id of what was made, or why nothing was. */
export type Outcome = { id: string } | { status: number; code: string }

/** One intent: whoever sends it with the same key means the same. */
export type Write = {
  kind: 'invoice' | 'refund' | 'relay'
  desk: Desk
  key: string
  send(client: FlorinClient): Promise<Outcome>
  /** The same key with another intent. */
  sendOther(client: FlorinClient): Promise<Outcome>
}

export function invoiceWrite({ world }: DuplicatesSite, desk: Desk, key: string, random: Random): Write {
  const send = (amount: bigint) => async (client: FlorinClient) => {
    const { data, error, response } = await client.POST('/v1/invoices', {
      params: { header: { 'Idempotency-Key': key } },
      body: { amount: `${amount}`, chain: `eip155:${world.chain.chainId}`, token: world.token.address },
    })
    return data ? { id: data.id } : { status: response.status, code: error.code }
  }
  const amount = someAmount(random)
  return { kind: 'invoice', desk, key, send: send(amount), sendOther: send(amount + 1n) }
}

export function refundWrite(desk: Desk, key: string, payment: PaymentRow): Write {
  const send = (amount: bigint) => async (client: FlorinClient) => {
    const { data, error, response } = await client.POST('/v1/payments/{id}/refund', {
      params: { path: { id: payment.id }, header: { 'Idempotency-Key': key } },
      body: { amount: `${amount}` },
    })
    if (!data) return { status: response.status, code: error.code }
    return data.object === 'refund' ? { id: data.id } : { status: response.status, code: data.object }
  }
  return { kind: 'refund', desk, key, send: send(REFUNDED), sendOther: send(REFUNDED + 1n) }
}

/** A payer's signature over terms of a new invoice, for us to send. */
export async function relayWrite({ world }: DuplicatesSite, desk: Desk, key: string): Promise<Write> {
  const requests = [
    await requestPayment(world, desk.merchant),
    await requestPayment(world, desk.merchant),
  ] as const
  const [signed, other] = await Promise.all(
    requests.map(async (request) => ({ request, signature: await signPayment(world, request) })),
  )
  if (!signed || !other) throw new Error('nothing was signed')
  const send =
    ({ request, signature }: typeof signed) =>
    async (client: FlorinClient) => {
      const { data, error, response } = await client.POST('/v1/relays', {
        params: { header: { 'Idempotency-Key': key } },
        body: { payment_request: request.id, signature },
      })
      return data ? { id: data.id } : { status: response.status, code: error.code }
    }
  return { kind: 'relay', desk, key, send: send(signed), sendOther: send(other) }
}

/** Less than half of any payment, so that a second refund would be possible. */
export const REFUNDED = 400_000n

/** Payments that stand on the chain and in the books. */
export async function addPaidPayments(
  { world, chain }: DuplicatesSite,
  desks: readonly Desk[],
  { count, random, step }: { count: number; random: Random; step: () => void },
): Promise<{ desk: Desk; payment: PaymentRow }[]> {
  const payer = await openPayer(chain, ownAccount(0))
  const paid: { desk: Desk; payment: PaymentRow }[] = []
  for (let index = 0; index < count; index += 1) {
    const desk = desks[index % desks.length]
    if (!desk) throw new Error('there is no merchant')
    const invoice = await addInvoice(world, desk.merchant.owner, { amount: `${someAmount(random)}` })
    const request = await addPaymentRequest(world, invoice, payer.address)
    await charge(chain, payer, request)
    paid.push({ desk, payment: await addPayment(world, request) })
    step()
  }
  return paid
}
