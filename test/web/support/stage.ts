import { after, before, beforeEach } from 'node:test'
import type { Browser } from 'playwright-core'
import { buildWeb } from '../../../web/build.ts'
import { launchBrowser } from './browser.ts'
import { startWebServer } from './checkoutPage.ts'
import { type FakeApi, resetFakeApi, startFakeApi } from './fakeApi.ts'

/** The built pages, the API that they ask, and a browser; there once a test begins. */
export interface WebStage {
  readonly api: FakeApi
  readonly web: Awaited<ReturnType<typeof startWebServer>>
  readonly browser: Browser
}

/** Opens a stage before the tests of the suite that calls this, resets its API before each, and closes it after them. */
export function useWebStage(): WebStage {
  let stage: WebStage | undefined
  const closing: (() => Promise<unknown>)[] = []
  before(async () => {
    await buildWeb()
    const api = await startFakeApi()
    closing.push(() => api.close())
    const web = await startWebServer(api.url)
    closing.push(() => web.stop())
    const browser = await launchBrowser()
    closing.push(() => browser.close())
    stage = { api, web, browser }
  })
  after(async () => {
    for (const close of closing.reverse()) await close()
  })
  const opened = () => {
    if (!stage) throw new Error('the stage is opened before the first test')
    return stage
  }
  beforeEach(() => resetFakeApi(opened().api))
  return {
    get api() {
      return opened().api
    },
    get web() {
      return opened().web
    },
    get browser() {
      return opened().browser
    },
  }
}
