export type Route =
  | { name: 'home' }
  | { name: 'pay'; invoice: string; token: string | null }
  | { name: 'unknown' }

/** Which page an address names. The token stands in the query, as the merchant's link carries it. */
export function parseRoute(path: string, query: string): Route {
  if (path === '/') return { name: 'home' }
  const invoice = /^\/pay\/([A-Za-z0-9_-]{1,128})\/?$/.exec(path)?.[1]
  if (invoice === undefined) return { name: 'unknown' }
  return { name: 'pay', invoice, token: new URLSearchParams(query).get('token') || null }
}
