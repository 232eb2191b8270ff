// `npm run listen`: shows the webhooks of an API on this machine, verified, and passes them on to a server of your own.
import { isLoopback } from './listen/isLoopback.ts'
import { listen } from './listen/listen.ts'
import { type ListenSettings, readListenSettings } from './listen/settings.ts'
import { loadDotenv } from './local/dotenv.ts'
import { onLifelineClosed } from './local/lifeline.ts'
import { readOptions } from './local/options.ts'
import { readRunningState } from './local/runningState.ts'
import { florinDir } from './local/settings.ts'
import { SettingsError } from './local/settingsError.ts'

const HELP = `Usage: npm run listen [-- OPTIONS]

Registers a webhook endpoint on a free port of this machine, verifies what is delivered to it, and prints a line for each
delivery: time, number, type, id of the object, verified or why not. Until Ctrl-C; then the endpoint is deleted. Without
options it listens to the sandbox that npm start runs in this clone. Events are told in docs/events.md.

  --api <url>      another API on this machine; its key stands in FLORIN_API_KEY
  --key <key>      the same, where others on this machine may see it; needs the scope webhook_endpoints:write
  --events <a,b>   only these types of event
  --forward <url>  passes what is verified on to your own server on this machine, bytes and headers, and answers as it does
  --full           prints bodies too
  --json           a line of JSON for each delivery; all else goes to stderr

What is not verified is answered 401, and never passed on. Exits with 0 when it was stopped, with 1 where it could not
listen or not delete the endpoint, with 2 for wrong options.
`

const say = (text: string) => process.stderr.write(`${text}\n`)
const print = (text: string) => process.stdout.write(`${text}\n`)

function readSettings(): ListenSettings {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { api: text, key: text, events: text, forward: text, full: flag, json: flag }
  const flags = readOptions(HELP, options)
  loadDotenv()
  return readListenSettings(process.env, flags, readRunningState(florinDir(process.env)))
}

function whenStopped(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort())
  // Whoever read what we print may be gone, as in a pipe to head.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stop.abort())
  onLifelineClosed(() => stop.abort())
  return stop.signal
}

try {
  const settings = readSettings()
  if (!isLoopback(new URL(settings.apiUrl))) {
    say(`${settings.apiUrl} is not on this machine: what it delivers to 127.0.0.1 goes to its own.`)
  }
  process.exitCode = await listen(settings, { say, print }, whenStopped())
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  say(error.message)
  process.exitCode = 2
}
