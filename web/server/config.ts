/** What the page's server is told. Read here only, and refused with the variable's name where it is wrong. */
export type ServeConfig = {
  host: string
  port: number
  apiUrl: string
  /** Origins of the chains' public RPCs, which the page may ask besides the API. */
  rpcOrigins: string[]
  lifelineFd: number | null
  drainMs: number
}

type Environment = Readonly<Record<string, string | undefined>>

export function parseServeConfig(env: Environment): ServeConfig {
  return {
    host: env.HOST || '127.0.0.1',
    port: readInteger('PORT', env.PORT ?? '3000', 65_535),
    apiUrl: readUrl('API_URL', env.API_URL).href.replace(/\/+$/, ''),
    rpcOrigins: (env.RPC_ORIGINS ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => readUrl('RPC_ORIGINS', part).origin),
    lifelineFd: env.LIFELINE_FD === undefined ? null : readInteger('LIFELINE_FD', env.LIFELINE_FD, 1_023),
    drainMs: 5_000,
  }
}

function readInteger(name: string, text: string, greatest: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= greatest))
    throw new Error(`${name} should be a whole number up to ${greatest}, not "${text}"`)
  return value
}

function readUrl(name: string, text: string | undefined): URL {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : null
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url
  throw new Error(`${name} should be an http(s) URL such as http://127.0.0.1:4000, not "${text ?? ''}"`)
}
