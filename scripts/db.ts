// `npm run db`: the state of the database, and what a host does to it.
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { migrate } from '../api/src/migrate.ts'
import { chooseDatabase, withPool } from './db/database.ts'
import { chooseGroup, viewsOf } from './db/groups.ts'
import { pruneBuilds } from './db/prune.ts'
import { rebuild } from './db/rebuild.ts'
import { readStatus, statusJson, statusText, troubles } from './db/status.ts'

const HELP = `Usage: npm run db -- COMMAND [--group NAME] [--json]

The database is that of the running npm start, or else of DATABASE_URL, as florin_indexer (migrate: florin_owner).

  status    builds of the index: which one readers see, how far each is. Exits with 1 if something wants looking after
  rebuild   has the running indexer make its tables anew beside the live ones, waits until readers see them
  prune     drops tables of builds that were replaced or failed
  migrate   brings the tables of the API and of the job queue to this release

  --group   the chain group, where the database has several
  --json    ends with one line of JSON
`

type Options = { group: string | undefined; json: boolean }
type Outcome = { ok: boolean; json: object; text: string }

const commands: Record<string, (options: Options) => Promise<Outcome>> = {
  status: showStatus,
  rebuild: showRebuild,
  prune: showPrune,
  migrate: showMigrate,
}

const say = (text: string) => process.stderr.write(`${text}\n`)

function onIndex<T>(use: Parameters<typeof withPool<T>>[1]): Promise<T> {
  const { from, indexer } = chooseDatabase()
  say(`Database: ${from}`)
  return withPool(indexer, use)
}

function showStatus(): Promise<Outcome> {
  return onIndex(async (pool) => {
    const groups = await readStatus(pool)
    const wants = troubles(groups)
    const text = [statusText(groups), ...wants].join('\n')
    return { ok: wants.length === 0, json: { groups: statusJson(groups), troubles: wants }, text }
  })
}

function showRebuild({ group }: Options): Promise<Outcome> {
  return onIndex(async (pool) => {
    const name = await chooseGroup(pool, group)
    const bar = new SingleBar({
      format: '{bar} {percentage} % {what}',
      stream: process.stderr,
      noTTYOutput: true,
      hideCursor: null,
    })
    bar.start(100, 0, { what: 'asking' })
    try {
      const rebuilt = await rebuild(pool, viewsOf(name), ({ done, what }) => bar.update(done, { what }))
      bar.update(100, { what: 'done' })
      const { build, replaced, seconds } = rebuilt
      const text = `Readers of ${name} see ${build}; ${replaced} is gone. ${seconds.toFixed(1)} s.`
      return { ok: true, json: { group: name, ...rebuilt }, text }
    } finally {
      bar.stop()
    }
  })
}

function showPrune({ group }: Options): Promise<Outcome> {
  return onIndex(async (pool) => {
    const name = await chooseGroup(pool, group)
    const pruned = await pruneBuilds(pool, viewsOf(name))
    const lines = pruned.map(({ build, bytes, kept }) =>
      kept ? `${build} is kept: ${kept}.` : `${build} dropped, ${(Number(bytes) / 2 ** 20).toFixed(1)} MiB.`,
    )
    const text = lines.length === 0 ? 'There is nothing to drop.' : lines.join('\n')
    const builds = pruned.map(({ build, bytes, kept }) => ({ build, bytes: `${bytes}`, kept: kept ?? null }))
    return { ok: pruned.every(({ kept }) => kept === undefined), json: { group: name, builds }, text }
  })
}

async function showMigrate(): Promise<Outcome> {
  const { from, owner } = chooseDatabase()
  say(`Database: ${from}`)
  const names = await migrate(owner)
  const text = names.length === 0 ? 'Nothing to migrate.' : `Migrated: ${names.join(', ')}.`
  return { ok: true, json: { migrated: names }, text }
}

function readCommand(args: string[]) {
  const options = {
    group: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  } as const
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const [name = '', ...others] = positionals
    const command = others.length === 0 ? commands[name] : undefined
    if (values.help || command !== undefined) return { ...values, command }
    say(`COMMAND must be one of ${Object.keys(commands).join(', ')}.\n\n${HELP}`)
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
  }
  return undefined
}

async function main(args: string[]): Promise<number> {
  const wanted = readCommand(args)
  if (wanted === undefined) return 2
  const { command, help, json } = wanted
  if (help || command === undefined) {
    process.stdout.write(HELP)
    return 0
  }
  const outcome = await command({ group: wanted.group, json })
  const { ok, text } = outcome
  process.stdout.write(json ? `${JSON.stringify({ ok, ...outcome.json })}\n` : `${text}\n`)
  return ok ? 0 : 1
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
