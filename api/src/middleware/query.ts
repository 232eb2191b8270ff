type Query = Record<string, unknown>

/**
 * Reads a query string, one level deep: `created[gte]=…` becomes `{ created: { gte: … } }`, as OpenAPI's style
 * `deepObject` says. What is between the outer brackets may hold any character, because names of metadata are the caller's.
 */
export function parseQuery(text: string | null): Query {
  const query: Query = Object.create(null)
  const groups = new Map<string, Query>()
  // Express hands over null where a URL has no query at all.
  const sent = new URLSearchParams(text ?? '')
  for (const name of new Set(sent.keys())) {
    const values = sent.getAll(name)
    const value = values.length === 1 ? values[0] : values
    const { outer, inner } = /^(?<outer>[^[\]]+)\[(?<inner>.*)\]$/s.exec(name)?.groups ?? {}
    // A schema would leave out such a name without a word; as it stands it is refused like any unknown one.
    if (outer === undefined || inner === undefined || inner === '__proto__') query[name] = value
    else {
      const group: Query = groups.get(outer) ?? Object.create(null)
      group[inner] = value
      groups.set(outer, group)
    }
  }
  // Where a name stands alone and with brackets, the plain one is what its schema then refuses.
  for (const [name, group] of groups) query[name] ??= group
  return query
}
