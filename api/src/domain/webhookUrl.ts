import { DomainError } from './errors.ts'

const MAX_URL_LENGTH = 2_048

/**
 * Reads the URL of a webhook endpoint. Where its name leads is checked at each attempt, because what a name resolves
 * to may change after this check.
 */
export function parseWebhookUrl(text: string, environment: 'local' | 'production'): string {
  const url = URL.parse(text)
  if (!url) throw forbidden('must be a full URL, such as https://shop.example/webhooks')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw forbidden('must begin with https://')
  if (url.protocol === 'http:' && environment !== 'local') {
    throw forbidden('must begin with https://; plain http is accepted by a local installation only')
  }
  if (url.username !== '' || url.password !== '') {
    throw forbidden('must contain no user or password; deliveries are authenticated by their signature')
  }
  if (text.includes('#')) throw forbidden('must have no fragment (#…), because fragments are never sent')
  if (Math.max(text.length, url.href.length) > MAX_URL_LENGTH) {
    throw forbidden(`must have at most ${MAX_URL_LENGTH} characters`)
  }
  return url.href
}

function forbidden(message: string): DomainError {
  return new DomainError('webhook_url_forbidden', `url ${message}.`, { param: 'url' })
}
