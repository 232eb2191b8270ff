import { type FlorinClient, florin } from '@florin/sdk/client.ts'
import type { components } from '@florin/sdk/generated/api.ts'
import type { LocalAccount } from 'viem/accounts'
import { until } from './until.ts'

type Schemas = components['schemas']
export type Invoice = Schemas['Invoice']
export type Payment = Schemas['Payment']
export type Relay = Schemas['Relay']

/** What the merchant's server and the payer's wallet do in the demo, through the published SDK. */
export interface Actors {
  api: FlorinClient
  apiUrl: string
  payer: LocalAccount
}

/** The answer's data, or the problem that came instead as an error. */
export function dataOf<T>(what: string, answer: { data?: T; error?: unknown }): T {
  if (answer.data !== undefined) return answer.data
  throw new Error(`${what} was refused: ${JSON.stringify(answer.error)}`)
}

/** One signature, no gas: asks for terms, signs them, and hands the signature to the relayer. */
export async function payGasless({ apiUrl, payer }: Actors, invoice: Invoice): Promise<Relay> {
  const page = florin({ apiUrl, checkoutToken: invoice.checkout_token })
  const asked = await page.POST('/v1/invoices/{id}/payment_requests', {
    params: { path: { id: invoice.id } },
    body: { payer: payer.address },
  })
  const request = dataOf('The payment request', asked)
  const typedData = request.typed_data.receive_with_authorization
  if (!typedData) throw new Error('The token does not know EIP-3009.')
  const signature = await payer.signTypedData(typedData)
  const relayed = await page.POST('/v1/relays', {
    params: { header: { 'Idempotency-Key': request.id } },
    body: { payment_request: request.id, signature },
  })
  return settled(page, dataOf('The relay', relayed))
}

/** Waits for a relay's last state, which must be `confirmed`. */
export async function settled(api: FlorinClient, relay: Relay): Promise<Relay> {
  const last = await until(`Relay ${relay.id}`, async () => {
    const now = dataOf('The relay', await api.GET('/v1/relays/{id}', { params: { path: { id: relay.id } } }))
    return ['accepted', 'submitted', 'mined'].includes(now.status) ? undefined : now
  })
  if (last.status === 'confirmed') return last
  throw new Error(`Relay ${last.id} ended as ${last.status}: ${last.error?.reason ?? 'no reason given'}.`)
}

/** The invoice once it is as `holds` says. */
export async function invoiceWhen(
  { api }: Actors,
  id: string,
  holds: (invoice: Invoice) => boolean,
): Promise<Invoice> {
  return until(`The expected state of invoice ${id}`, async () => {
    const invoice = dataOf('The invoice', await api.GET('/v1/invoices/{id}', { params: { path: { id } } }))
    return holds(invoice) ? invoice : undefined
  })
}

/** The invoice's payment once it is as `holds` says. */
export async function paymentWhen(
  { api }: Actors,
  invoice: string,
  holds: (payment: Payment) => boolean,
): Promise<Payment> {
  return until(`The expected state of the payment of ${invoice}`, async () => {
    const list = dataOf('The payments', await api.GET('/v1/payments', { params: { query: { invoice } } }))
    return list.data.find(holds)
  })
}
