import { DomainError } from './errors.ts'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Reads the origin of a web page exactly as browsers send it: no path, no wildcard. http is for one's own machine alone. */
export function parseOrigin(text: string, options: { allowLoopback: boolean; param: string }): string {
  const { allowLoopback, param } = options
  const url = URL.parse(text)
  if (!url || url.origin === 'null')
    throw badOrigin(param, 'must be an origin, such as "https://shop.example"')
  const isLoopback = LOOPBACK.includes(url.hostname)
  if (isLoopback && !allowLoopback) throw badOrigin(param, 'must not be a loopback address')
  if (url.protocol !== 'https:' && !(isLoopback && url.protocol === 'http:')) {
    throw badOrigin(param, 'must begin with https://')
  }
  if (url.origin !== text) {
    throw badOrigin(param, 'must be the origin alone, as browsers send it', `; did you mean ${url.origin}?`)
  }
  return url.origin
}

function badOrigin(param: string, what: string, hint = '.'): DomainError {
  return new DomainError('invalid_request', `${param} ${what}${hint}`, { param })
}
