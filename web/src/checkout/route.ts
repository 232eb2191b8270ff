export type Route =
  | { name: 'home' }
  | { name: 'pay'; invoice: string; token: string | null }
  | { name: 'link'; token: string }
  | { name: 'unknown' }

/**
 * Which page an address names. An invoice's token stands in the query, as the merchant's link carries it; that of a payment
 * link, which is published, in the path.
 */
export function parseRoute(path: string, query: string): Route {
  if (path === '/') return { name: 'home' }
  const link = /^\/link\/([A-Za-z0-9_-]{1,100})\/?$/.exec(path)?.[1]
  if (link !== undefined) return { name: 'link', token: link }
  const invoice = /^\/pay\/([A-Za-z0-9_-]{1,128})\/?$/.exec(path)?.[1]
  if (invoice === undefined) return { name: 'unknown' }
  return { name: 'pay', invoice, token: new URLSearchParams(query).get('token') || null }
}
