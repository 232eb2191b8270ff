import { describe, it } from 'node:test'
import { expect } from 'chai'
import { accessibilityFaults } from './support/accessibility.ts'
import { openWatchedPage, payAddress } from './support/checkoutPage.ts'
import { scenarios } from './support/scenarios.ts'
import { useWebStage } from './support/stage.ts'

describe('the pages, in every state', () => {
  const stage = useWebStage()

  for (const scenario of scenarios) {
    it(`${scenario.name}: says “${scenario.heading}”, reads well, and asks no stranger`, async () => {
      const { page, errors, requests, close } = await openWatchedPage(stage.browser, {
        viewport: { width: 360, height: 740 },
        reducedMotion: 'reduce',
      })
      await scenario.arrange?.(stage.api, page)
      await page.goto(scenario.path === undefined ? payAddress(stage.web.url) : stage.web.url + scenario.path)
      await scenario.act?.(page, stage.api)
      await page.getByRole('heading', { name: scenario.heading, exact: true }).waitFor()

      expect(await accessibilityFaults(page)).to.deep.equal([])
      const strangers = requests.filter(
        (url) => ![stage.web.url, stage.api.url].includes(new URL(url).origin),
      )
      expect(strangers.filter((url) => !url.startsWith('data:'))).to.deep.equal([])
      const own = requests.filter((url) => url.startsWith(stage.api.url))
      expect(own.filter((url) => url.includes('token='))).to.deep.equal([])
      const unexpected = errors.filter(
        (error) => !scenario.failedRequests || !/status of 4(04|09)/.test(error),
      )
      expect(unexpected).to.deep.equal([])
      await close()
    })
  }
})
