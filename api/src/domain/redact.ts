/** Takes what must not be read by others out of a text. */
export type Redact = (text: string) => string

/** Shorter parts of a URL, such as `v3`, are no keys, and would be found in any text. */
const SHORTEST_KEY = 6

export function redactorOf(secrets: readonly string[]): Redact {
  // The longest first, so that a URL goes as a whole and not as what is left around its key.
  const ordered = [...new Set(secrets)]
    .filter((secret) => secret.length >= SHORTEST_KEY)
    .sort((a, b) => b.length - a.length)
  return (text) => ordered.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text)
}

/** A URL with a provider's key in it: all of it, and each part that may be the key, for servers quote keys alone too. */
export function secretsOfUrl(text: string): string[] {
  if (!URL.canParse(text)) return [text]
  const url = new URL(text)
  const parts = [...url.pathname.split('/'), ...url.searchParams.values(), url.username, url.password]
  return [text, url.href, url.origin, ...parts, ...parts.map(decoded)]
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
