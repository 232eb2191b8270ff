import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from './support/browser.ts'
import { openWatchedPage, payAddress, startWebServer } from './support/checkoutPage.ts'
import { resetFakeApi, startFakeApi } from './support/fakeApi.ts'
import { scenarios } from './support/scenarios.ts'

const screens = [
  { name: 'wide', viewport: { width: 1280, height: 800 } },
  { name: 'phone', viewport: { width: 390, height: 844 } },
]
const schemes = ['light', 'dark'] as const

/** Writes a picture of every state of the pages, wide and narrow, light and dark. Names of states narrow it down. */
export async function takeScreenshots(outDir: string, names: readonly string[]): Promise<void> {
  mkdirSync(outDir, { recursive: true })
  const chosen = scenarios.filter((scenario) => names.length === 0 || names.includes(scenario.name))
  const api = await startFakeApi()
  const web = await startWebServer(api.url)
  const browser = await launchBrowser()
  try {
    for (const scenario of chosen) {
      for (const { name, viewport } of screens) {
        for (const colorScheme of schemes) {
          resetFakeApi(api)
          const options = { viewport, colorScheme, reducedMotion: 'reduce', deviceScaleFactor: 1 } as const
          const { page, close } = await openWatchedPage(browser, options)
          await scenario.arrange?.(api, page)
          await page.goto(scenario.path === undefined ? payAddress(web.url) : web.url + scenario.path)
          await scenario.act?.(page, api)
          await page.getByRole('heading', { name: scenario.heading, exact: true }).waitFor()
          const file = `${scenario.name}-${name}-${colorScheme}.png`
          await page.screenshot({ path: join(outDir, file), fullPage: name === 'phone' })
          console.error(file)
          await close()
        }
      }
    }
  } finally {
    await browser.close()
    await web.stop()
    await api.close()
  }
}
