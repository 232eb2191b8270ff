import { after, before, describe, it } from 'node:test'
import { florin } from '@florin/sdk/client.ts'
import { unwrap } from '@florin/sdk/unwrap.ts'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { localAccount } from '../../scripts/local/accounts.ts'
import { removePostgresHome } from '../../scripts/local/postgresHome.ts'
import { testFile } from '../support/workspace.ts'
import { launchBrowser } from '../web/support/browser.ts'
import { clickPay, connectWallet } from '../web/support/scenarios.ts'
import { type Florin, startFlorin } from './support/florin.ts'

const PAID_TIMEOUT_MS = 60_000

describe('the checkout page of a running Florin', () => {
  const dir = testFile('florin')
  let system: Florin
  let browser: Browser

  before(async () => {
    system = await startFlorin(dir)
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await system?.part.stop()
    removePostgresHome(`${dir}/postgres`)
  })

  it('is paid with one signature of the demo wallet, and the invoice says so everywhere', async () => {
    const { demo, urls, chainId } = system.state
    if (!demo) throw new Error('there is no demo merchant')
    const page = await browser.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
    await page.goto(demo.checkoutUrl)
    await connectWallet(page, 'Demo wallet')
    await clickPay(page, '25.00')
    await page.getByRole('heading', { name: 'Paid', exact: true }).waitFor({ timeout: PAID_TIMEOUT_MS })
    expect(faults).to.deep.equal([])

    const api = florin({ apiUrl: urls.api, apiKey: demo.apiKey })
    const { data: invoice } = await api.GET('/v1/invoices/{id}', { params: { path: { id: demo.invoice } } })
    expect(invoice).to.include({ status: 'paid', payment_status: 'paid', paid_late: false })
    expect(invoice?.amount_paid).to.deep.equal(invoice?.amount)
    const { data: payments } = await api.GET('/v1/payments', { params: { query: { invoice: demo.invoice } } })
    expect(payments?.data.map(({ payer, matched }) => ({ payer, matched }))).to.deep.equal([
      { payer: localAccount(chainId, 'payer').address, matched: true },
    ])
  })

  it('tells what is collected, held and returned, and lets the payer pay again in the same browser', async () => {
    const { demo, urls } = system.state
    if (!demo) throw new Error('there is no demo merchant')
    const api = florin({ apiUrl: urls.api, apiKey: demo.apiKey })
    const demoInvoice = await unwrap(api.GET('/v1/invoices/{id}', { params: { path: { id: demo.invoice } } }))
    const { chain, token } = demoInvoice.amount
    const invoice = await unwrap(
      api.POST('/v1/invoices', {
        params: { header: { 'Idempotency-Key': 'by-hand' } },
        body: { amount: '5000000', chain, token, capture_method: 'manual' },
      }),
    )
    const act = async (path: 'capture' | 'void', body: { amount?: string } = {}) => {
      const { data } = await unwrap(api.GET('/v1/payments', { params: { query: { invoice: invoice.id } } }))
      const params = { path: { id: data[0]?.id ?? '' }, header: { 'Idempotency-Key': path } }
      if (path === 'void') return unwrap(api.POST('/v1/payments/{id}/void', { params, body: {} }))
      return unwrap(api.POST('/v1/payments/{id}/capture', { params, body }))
    }
    const page = await browser.newPage()
    const heading = (name: string) =>
      page.getByRole('heading', { name, exact: true }).waitFor({ timeout: PAID_TIMEOUT_MS })
    await page.goto(invoice.checkout_url ?? '')
    await connectWallet(page, 'Demo wallet')
    await clickPay(page, '5.00')
    await heading('Payment authorized')
    await act('capture', { amount: '2000000' })
    await heading('Partly collected')
    expect(await page.getByRole('button', { name: /^Pay/ }).count()).to.equal(0)
    await act('void')
    await page.getByText('Returned to the payer').waitFor({ timeout: PAID_TIMEOUT_MS })
    await clickPay(page, '3.00')
    await heading('Partly collected')
    await page.close()
  })
})
