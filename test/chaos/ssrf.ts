import { postWebhook, type WebhookAnswer } from '../../api/src/http/postWebhook.ts'
import { answering, openReceiver } from '../api/webhooks/support/receiver.ts'
import type { Progress } from './support/progress.ts'
import { atLeast, type ChaosResult, none, noneOf } from './support/result.ts'
import { playResolver } from './support/ssrf/resolver.ts'
import { isForbidden, watchSockets } from './support/ssrf/sockets.ts'
import { hostileUrls, NAMES } from './support/ssrf/urls.ts'

const LEAST_URLS = 150
const REBINDINGS = 50
const PUBLIC = '93.184.216.34'
/** Nobody waits for a public address to answer. */
const TIMEOUT_MS = 100
const REDIRECTS = [301, 302, 303, 307, 308]

/** URLs, names and redirects that lead a webhook to where it must not go; every socket that is opened is watched. */
export async function chaosSsrf({ progress }: { progress: Progress }): Promise<ChaosResult[]> {
  const sockets = watchSockets()
  const resolver = playResolver((name) => NAMES[name] ?? ['127.0.0.1'])
  try {
    const urls = hostileUrls()
    progress.begin('URLs', urls.length)
    const answered: string[] = []
    for (const url of urls) {
      const answer = await post(url)
      if (answer?.status) answered.push(`${url}: ${answer.status}`)
      progress.step()
    }
    progress.end()
    resolver.stop()
    const direct = sockets.attempts.splice(0)
    const rebinding = await rebind()
    const rebound = sockets.attempts.splice(0)
    const redirected = await redirect(urls)
    const followed = sockets.attempts.filter((attempt) => !attempt.endsWith(` ${redirected.port}`))
    return [
      atLeast('urls', urls.length, 'URLs', LEAST_URLS),
      noneOf('urls.answered', answered, 'URLs'),
      noneOf('sockets.forbidden', direct.filter(isForbidden), 'sockets'),
      atLeast('rebinding.lookups', rebinding, 'lookups', REBINDINGS),
      noneOf('rebinding.forbidden', rebound.filter(isForbidden), 'sockets'),
      atLeast('redirects', redirected.count, 'redirects', LEAST_URLS),
      none('redirects.followed', followed.length, 'sockets'),
    ]
  } finally {
    resolver.stop()
    sockets.stop()
  }
}

/** What cannot be sent at all is refused well. */
function post(url: string, allowLoopback = false): Promise<WebhookAnswer | undefined> {
  return postWebhook({
    url,
    headers: {},
    body: '{}',
    timeoutMs: allowLoopback ? 5_000 : TIMEOUT_MS,
    allowLoopback,
  })
}

/** A name that is public when somebody checks, and private when somebody connects. */
async function rebind(): Promise<number> {
  let turn = 0
  const resolver = playResolver(() => {
    turn += 1
    return turn % 2 === 1 ? [PUBLIC] : ['169.254.169.254']
  })
  try {
    const posts = Array.from({ length: REBINDINGS }, () => post('http://rebinding.shop.example/'))
    await Promise.all(posts)
    return resolver.lookups()
  } finally {
    resolver.stop()
  }
}

/** A receiver that may be reached, and sends on to every hostile URL. */
async function redirect(urls: readonly string[]): Promise<{ count: number; port: number }> {
  const receiver = await openReceiver()
  try {
    for (const [index, url] of urls.entries()) {
      receiver.answer = answering(REDIRECTS[index % REDIRECTS.length] ?? 302, { location: encodeURI(url) })
      await post(receiver.url, true)
    }
    return { count: receiver.received.length, port: receiver.port }
  } finally {
    await receiver.close()
  }
}
