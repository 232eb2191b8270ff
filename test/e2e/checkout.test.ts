import { after, before, describe, it } from 'node:test'
import { florin } from '@florin/sdk/client.ts'
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
})
