import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { buildWeb } from '../../web/build.ts'
import { accessibilityFaults } from './support/accessibility.ts'
import { launchBrowser } from './support/browser.ts'
import { openWatchedPage, payAddress, startWebServer } from './support/checkoutPage.ts'
import { type FakeApi, resetFakeApi, startFakeApi } from './support/fakeApi.ts'
import { scenarios } from './support/scenarios.ts'

describe('the pages, in every state', () => {
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
    await browser.close()
    await web.stop()
    await api.close()
  })
  beforeEach(() => resetFakeApi(api))

  for (const scenario of scenarios) {
    it(`${scenario.name}: says “${scenario.heading}”, reads well, and asks no stranger`, async () => {
      const { page, errors, requests, close } = await openWatchedPage(browser, {
        viewport: { width: 360, height: 740 },
        reducedMotion: 'reduce',
      })
      await scenario.arrange?.(api, page)
      await page.goto(scenario.path === undefined ? payAddress(web.url) : web.url + scenario.path)
      await scenario.act?.(page, api)
      await page.getByRole('heading', { name: scenario.heading, exact: true }).waitFor()

      expect(await accessibilityFaults(page)).to.deep.equal([])
      const strangers = requests.filter((url) => ![web.url, api.url].includes(new URL(url).origin))
      expect(strangers.filter((url) => !url.startsWith('data:'))).to.deep.equal([])
      const own = requests.filter((url) => url.startsWith(api.url))
      expect(own.filter((url) => url.includes('token='))).to.deep.equal([])
      const unexpected = errors.filter(
        (error) => !scenario.failedRequests || !/status of 4(04|09)/.test(error),
      )
      expect(unexpected).to.deep.equal([])
      await close()
    })
  }
})
