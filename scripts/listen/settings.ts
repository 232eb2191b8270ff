import { type EventType, eventTypes } from '@florin/sdk/generated/eventTypes.ts'
import type { RunningState } from '../local/runningState.ts'
import { SettingsError } from '../local/settingsError.ts'
import { isLoopback } from './isLoopback.ts'

type Environment = Readonly<Record<string, string | undefined>>
type Flags = Readonly<Record<string, string | boolean | undefined>>

export type WantedEvents = ('*' | EventType)[]

/** All that a listener is told. */
export type ListenSettings = {
  apiUrl: string
  apiKey: string
  /** Types of event, or `*` alone for all of them. */
  events: WantedEvents
  /** The developer's own server, which then decides what is answered. */
  forwardTo: URL | undefined
  /** Whether bodies are printed too. */
  full: boolean
  asJson: boolean
}

/** Reads options and environment; what they do not say is taken from the sandbox that runs in this clone. */
export function readListenSettings(
  env: Environment,
  flags: Flags,
  running: RunningState | undefined,
): ListenSettings {
  const apiUrl = readApiUrl(flags.api, running)
  return {
    apiUrl,
    apiKey: readKey(flags.key ?? env.FLORIN_API_KEY, apiUrl, running),
    events: readEvents(flags.events),
    forwardTo: readForward(flags.forward),
    full: flags.full === true,
    asJson: flags.json === true,
  }
}

function readApiUrl(given: string | boolean | undefined, running: RunningState | undefined): string {
  if (given === undefined) {
    if (running) return running.urls.api
    throw new SettingsError('Nothing runs in this clone. Start it with npm start, or name an API with --api.')
  }
  const url = typeof given === 'string' ? URL.parse(given) : null
  if (url && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, '')
  throw new SettingsError('--api must be the URL of an API, such as http://127.0.0.1:3001.')
}

/** The key of the sandbox is meant for its own API alone. */
function readKey(
  given: string | boolean | undefined,
  apiUrl: string,
  running: RunningState | undefined,
): string {
  const key = given || (running?.urls.api === apiUrl ? running.demo?.apiKey : undefined)
  if (key === undefined) {
    throw new SettingsError(`${apiUrl} needs a key of yours: set FLORIN_API_KEY, or give --key.`)
  }
  if (typeof key === 'string' && /^fl_(test|live)_[\w-]+$/.test(key)) return key
  throw new SettingsError('The key must be an API key: fl_test_… or fl_live_….')
}

function readEvents(given: string | boolean | undefined): WantedEvents {
  if (typeof given !== 'string') return ['*']
  return given.split(',').map((text) => {
    const type = eventTypes.find((known) => known === text.trim())
    if (type) return type
    throw new SettingsError(
      `--events knows no "${text}". Types stand in docs/events.md; several have commas between them.`,
    )
  })
}

function readForward(given: string | boolean | undefined): URL | undefined {
  if (given === undefined) return undefined
  const url = typeof given === 'string' ? URL.parse(given) : null
  if (url?.protocol === 'http:' && isLoopback(url)) return url
  throw new SettingsError(
    '--forward must be a URL of this machine, such as http://127.0.0.1:8080/webhooks: deliveries hold what is yours alone.',
  )
}
