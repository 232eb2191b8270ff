import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { buildWeb } from '../../web/build.ts'
import { launchBrowser } from './support/browser.ts'
import { openWatchedPage, startWebServer } from './support/checkoutPage.ts'
import { type FakeApi, problem, resetFakeApi, startFakeApi } from './support/fakeApi.ts'
import { CHECKOUT_TOKEN, INVOICE, LINK_TOKEN } from './support/fixtures.ts'

describe('the page of a payment link', () => {
  let api: FakeApi
  let web: Awaited<ReturnType<typeof startWebServer>>
  let browser: Browser
  before(async () => {
    await buildWeb()
    api = await startFakeApi()
    web = await startWebServer(api.url)
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await web?.stop()
    await api?.close()
  })
  beforeEach(() => resetFakeApi(api))

  const open = async () => {
    const watched = await openWatchedPage(browser)
    await watched.page.goto(`${web.url}/link/${LINK_TOKEN}`)
    const button = watched.page.getByRole('button', { name: 'Continue to payment' })
    await button.waitFor()
    return { ...watched, button }
  }
  const purchases = () => api.seen.filter(({ method }) => method === 'POST')

  it('makes one invoice of a double-click, and goes to its checkout on this site', async () => {
    const { page, button, close, errors } = await open()
    await page.getByText('2 × 18.00').waitFor()
    await button.dblclick()
    await page.getByRole('heading', { name: 'Choose a wallet', exact: true }).waitFor()
    expect(page.url()).to.equal(`${web.url}/pay/${INVOICE}?token=${CHECKOUT_TOKEN}`)
    expect(purchases()).to.have.length(1)
    expect(purchases()[0]?.key).to.match(/^link:[0-9a-f]{32}$/)
    expect(errors).to.deep.equal([])
    await close()
  })

  it('asks a lost answer again under the same key, and a refused one under a new key', async () => {
    const { page, button, close } = await open()
    api.buyProblems = [
      problem(503, 'unavailable', 'The service is resting.'),
      problem(409, 'idempotency_key_in_use', 'It is still running.'),
      problem(409, 'merchant_address_missing', 'No address.'),
    ]
    for (const told of ['The service is resting.', 'It is still running.', 'No address.']) {
      await button.click()
      await page.getByRole('alert').getByText(told).waitFor()
    }
    await button.click()
    await page.getByRole('heading', { name: 'Choose a wallet', exact: true }).waitFor()
    const keys = purchases().map((seen) => seen.key)
    expect(keys.slice(0, 3)).to.deep.equal([keys[0], keys[0], keys[0]])
    expect(keys[3]).to.not.equal(keys[0])
    await close()
  })
})
