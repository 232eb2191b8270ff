import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'

const STORE = new URL('../../api/src/store/', import.meta.url)
const MIGRATIONS = new URL('../../api/src/migrations/', import.meta.url)

/** Queries that find a tenant's rows without naming the tenant, each with the reason why that shows nobody another's. */
const WITHOUT_OWNER: Record<string, string> = {
  'apiKeys.findByHash': 'the hash of a secret is what tells who calls',
  'deliveries.listByEndpoint': 'of an endpoint that was found with its owner',
  'events.get': 'for the delivery of an event that the worker holds',
  'invoiceRelays.findUnposted': 'of an invoice that was found with its owner',
  'invoiceRelays.listByInvoice': 'of an invoice that was found with its owner',
  'invoices.findByCheckoutToken': 'the unguessable token is what tells who calls',
  'paymentLinks.findByToken': 'the unguessable token is what tells whose link it is',
  'paymentRequests.find': 'whoever asks compares its invoice with the caller',
  'paymentRequests.findByOnchainId': 'posting looks up what a fact on chain belongs to',
  'paymentRequests.listInvoiceIds': 'posting looks up what facts on chain belong to',
  'payments.listByInvoice': 'of an invoice that was found with its owner',
  'payments.listInvoiceIds': 'posting looks up what facts on chain belong to',
  'payouts.listExpired': 'the worker gives up what no merchant signed',
  'refunds.listExpired': 'the worker gives up what no merchant signed',
  'refunds.listPending': 'of a payment that was found with its owner',
  'refunds.listSigned': 'the worker follows what merchants signed',
  'relays.get': 'for the dispatch of a relay that the worker holds',
  'relays.findLiveIntent': 'an intent is one on chain, whoever sends it',
  'x402Books.listRelays': 'posting looks up what a fact on chain belongs to',
  'x402Books.listUnbooked': 'posting looks up what relays did for every merchant',
  'relays.findX402': 'whoever asks compares its merchant with the caller',
  'relays.listLiveByPayment': 'of a payment that was found with its owner',
  'relays.listCarried': 'the worker follows its own transactions',
  'webhookEndpoints.get': 'for the delivery to an endpoint that the worker holds',
  'webhookEndpoints.listAfter': 'the worker seals the secrets of every merchant anew',
}

/** Tables whose rows belong to a merchant. */
function tenantTables(): string[] {
  const migrations = readdirSync(MIGRATIONS).map((file) => readFileSync(new URL(file, MIGRATIONS), 'utf8'))
  const created = migrations.flatMap((text) => [
    ...text.matchAll(/CREATE TABLE florin\.(\w+) \(([\s\S]*?)^\);/gm),
  ])
  return created
    .filter(([, , columns]) => /^ {2}merchant_id /m.test(columns ?? ''))
    .map(([, name = '']) => name)
}

/** Exported queries that read, by name, each with its source. */
function readers(): [name: string, source: string][] {
  return readdirSync(STORE)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      readFileSync(new URL(file, STORE), 'utf8')
        .split(/^(?=export async function )/m)
        .flatMap((source): [string, string][] => {
          const name = /^export async function ((?:find|get|list)\w*)/.exec(source)?.[1]
          const end = source.indexOf('\n}\n')
          return name ? [[`${file.replace('.ts', '')}.${name}`, source.slice(0, end)]] : []
        }),
    )
}

const tables = tenantTables()
const reads = (source: string, table: string) =>
  new RegExp(`(From|Join)\\('${table}\\b|florin\\.${table}\\b`).test(source)
const namesOwner = (source: string) => /merchant_?id|readPage|readKeyset/i.test(source)

describe('queries of what merchants own', () => {
  it('are recognised', () => {
    expect(tables).to.include.members(['invoice', 'payment', 'api_key', 'webhook_endpoint', 'audit_entry'])
    expect(readers().length).to.be.greaterThan(30)
  })

  it('name the owner, or say here why not', () => {
    const found = readers()
      .filter(([, source]) => tables.some((table) => reads(source, table)) && !namesOwner(source))
      .map(([name]) => name)
    expect(found.sort()).to.deep.equal(Object.keys(WITHOUT_OWNER).sort())
  })
})
