import { describe, it } from 'node:test'
import { expect } from 'chai'
import { openWatchedPage, payAddress } from './support/checkoutPage.ts'
import { scenarios } from './support/scenarios.ts'
import { useWebStage } from './support/stage.ts'

/** Runs in the page: every amount that leaves the box it stands in, the page if it is wider than the screen, and a broken address. */
const PROBE = `(() => {
  const faults = document.documentElement.scrollWidth > window.innerWidth ? ['wider than the screen'] : []
  const boxes = '.summary__amount, .lines__row, dd, .wallet-card__who, .button'
  for (const amount of document.querySelectorAll('.amount')) {
    const box = amount.closest(boxes)
    if (!box) { faults.push('in no box: ' + amount.outerHTML); continue }
    const inner = amount.getBoundingClientRect()
    const outer = box.getBoundingClientRect()
    const leaves = inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.right > window.innerWidth
    if (leaves) faults.push('leaves its box: ' + amount.textContent + ' in ' + box.className)
    if (parseFloat(getComputedStyle(amount).fontSize) < 14) faults.push('too small: ' + amount.textContent)
  }
  const address = document.querySelector('.wallet-card__address > span')
  if (address && address.getBoundingClientRect().height > 30) faults.push('the address is broken')
  return faults
})()`

describe('amounts of any length', () => {
  const stage = useWebStage()

  const names = ['ready', 'long-amounts', 'longest-amounts', 'long-receipt']
  for (const scenario of scenarios.filter(({ name }) => names.includes(name))) {
    for (const width of [320, 390, 900, 1280]) {
      it(`stay in their place: ${scenario.name}, ${width} pixels wide`, async () => {
        const { page, close } = await openWatchedPage(stage.browser, { viewport: { width, height: 800 } })
        await scenario.arrange?.(stage.api, page)
        await page.goto(payAddress(stage.web.url))
        await scenario.act?.(page, stage.api)
        await page.getByRole('heading', { name: scenario.heading, exact: true }).waitFor()
        await page.locator('.amount').nth(1).waitFor()
        expect(await page.evaluate(PROBE)).to.deep.equal([])
        await close()
      })
    }
  }
})
