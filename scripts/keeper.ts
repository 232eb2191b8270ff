// `npm run keeper`: charges what is due of every subscription, with nothing but a node and a key that pays gas.
import { setTimeout as delay } from 'node:timers/promises'
import { explain } from './keeper/explain.ts'
import { openKeeper } from './keeper/keeper.ts'
import { createReader } from './keeper/readBook.ts'
import { isFine, jsonOf, linesOf, type Totals } from './keeper/report.ts'
import { keepOnce, type Round } from './keeper/round.ts'
import { type KeeperSettings, readKeeperSettings } from './keeper/settings.ts'
import { loadDotenv } from './local/dotenv.ts'
import { onLifelineClosed } from './local/lifeline.ts'
import { readOptions } from './local/options.ts'
import { SettingsError } from './local/settingsError.ts'

const HELP = `Usage: npm run keeper [-- OPTIONS]

Charges every subscription that is due, of all merchants of a SubscriptionManager, until Ctrl-C. KEEPER_RPC_URL is a node,
KEEPER_KEY the private key that pays gas and can do nothing else. What cannot be charged costs no gas. Exits with 0 if all
that could be charged was, with 1 if not, with 2 for wrong options.

  --once               one round, for cron and other schedulers
  --manager <address>  SubscriptionManager; else as <folder>/<chainId>.json says
  --from-block <n>     the block of its creation, or of the first plan to keep
  --deployments <dir>  the folder of those files (deployments)
  --interval <n>       seconds between rounds (15)
  --batch <n>          subscriptions in a transaction, at most (100)
  --gas-cap <n>        gas limit of a transaction, at most (15,000,000)
  --range <n>          blocks in a request for logs, at most (2,000)
  --json               end with one line of JSON
`

const say = (text: string) => process.stderr.write(`${text}\n`)

function readSettings(): KeeperSettings {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = readOptions(HELP, {
    once: flag,
    manager: text,
    'from-block': text,
    deployments: text,
    interval: text,
    batch: text,
    'gas-cap': text,
    range: text,
    json: flag,
  })
  loadDotenv()
  return readKeeperSettings(process.env, options)
}

function whenStopped(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort())
  onLifelineClosed(() => stop.abort())
  return stop.signal
}

/** Stands still between rounds; a stop ends the pause, and lets a round that is under way come to its end. */
async function pause(seconds: number, stopped: AbortSignal): Promise<void> {
  await delay(seconds * 1_000, undefined, { signal: stopped }).catch(() => {})
}

async function run(settings: KeeperSettings): Promise<number> {
  const keeper = await openKeeper(settings, say)
  const stopped = whenStopped()
  const read = createReader(keeper)
  const totals: Totals = { rounds: 0, charged: 0, failed: 0, errors: 0 }
  let last: Round | undefined
  say(`Keeping ${keeper.manager} on chain ${keeper.chainId} from block ${keeper.fromBlock} on.`)
  do {
    if (totals.rounds > 0) await pause(settings.intervalSeconds, stopped)
    if (stopped.aborted) break
    totals.rounds += 1
    const round = await keepOnce(keeper, read)
    totals.charged += round.charged.length
    totals.failed += round.failed.length
    if (round.error !== undefined) totals.errors += 1
    tell(round, last, settings.asJson)
    last = round
  } while (!settings.once)
  if (settings.asJson) process.stdout.write(`${jsonOf(keeper, totals, last)}\n`)
  return isFine(totals) ? 0 : 1
}

function tell(round: Round, before: Round | undefined, asJson: boolean): void {
  const lines = linesOf(round, before)
  const stream = asJson ? process.stderr : process.stdout
  for (const line of lines) stream.write(`${line}\n`)
  if (round.error !== undefined) say(`The round failed: ${round.error}`)
  if (lines.length === 0 && before !== undefined) return
  const [charged, skipped] = [round.charged.length, round.skipped.length]
  say(`Block ${round.block ?? '?'}: ${round.live} live, ${charged} charged, ${skipped} skipped.`)
}

async function main(): Promise<number> {
  const settings = readSettings()
  try {
    return await run(settings)
  } catch (error) {
    if (error instanceof SettingsError) throw error
    say(`Could not begin with the node of KEEPER_RPC_URL: ${explain(error, settings.rpcUrl)}`)
    return 1
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  say(error.message)
  process.exitCode = 2
}
