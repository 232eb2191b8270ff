import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { startTestPart } from '../../support/part.ts'
import { CHECKOUT_TOKEN, INVOICE } from './fixtures.ts'

/** Serves the built pages as production does: by `web/serve.ts`, in a process of its own. */
export function startWebServer(apiUrl: string) {
  return startTestPart({
    name: 'web',
    file: 'web/serve.ts',
    env: { PORT: '0', API_URL: apiUrl, RPC_ORIGINS: apiUrl },
    ready: 'line',
  })
}

export type WatchedPage = {
  page: Page
  /** Console errors, uncaught exceptions and violations of the security policy. */
  errors: string[]
  /** Every address that the page asked. */
  requests: string[]
  /** How many of them are still unanswered. */
  unanswered(): number
  close(): Promise<void>
}

export async function openWatchedPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const errors: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  let answered = 0
  const count = () => {
    answered += 1
  }
  context.on('request', (request) => requests.push(request.url()))
  context.on('requestfinished', count)
  context.on('requestfailed', count)
  return {
    page,
    errors,
    requests,
    unanswered: () => requests.length - answered,
    close: () => context.close(),
  }
}

export function payAddress(webUrl: string, changes: { invoice?: string; token?: string } = {}): string {
  return `${webUrl}/pay/${changes.invoice ?? INVOICE}?token=${changes.token ?? CHECKOUT_TOKEN}`
}
